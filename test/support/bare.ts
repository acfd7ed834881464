/** What a process of ours gets of the tests' own environment: where programs are, and what others have compiled. */
export const bare = {
  PATH: process.env['PATH'],
  ...(process.env['NODE_COMPILE_CACHE'] && { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] }),
}
