# One image for both products; docker-compose.yml says which one a container runs.
FROM node:24-bookworm-slim AS build
WORKDIR /app
# sqlite3 brings a compiled binary where its download site can be reached; otherwise it is compiled here
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build
ENTRYPOINT ["node", "--enable-source-maps"]

FROM build AS production
RUN npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=production /app/package.json ./
COPY --from=production /app/node_modules ./node_modules
COPY --from=production /app/dist ./dist
COPY --from=production /app/shared/assets ./shared/assets
RUN mkdir var && chown node:node var
USER node
VOLUME /app/var
ENTRYPOINT ["node", "--enable-source-maps"]
CMD ["dist/idp/main.js"]
