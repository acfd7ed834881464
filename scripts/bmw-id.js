#!/usr/bin/env node
// The operator's commands; `npx bmw-id` runs this file. Not idp/cli.ts itself: what the compiler writes cannot be
// executed, and is not there before the first build.
import { existsSync } from 'node:fs'

// as npm start does: what is set in the environment goes before
const settings = new URL('../.env', import.meta.url)
if (existsSync(settings)) process.loadEnvFile(settings)

const cli = new URL('../dist/idp/cli.js', import.meta.url)
if (existsSync(cli)) await import(cli)
else {
  console.error('bmw-id is not built yet. Run "npm run build" once, or "npm start".')
  process.exitCode = 1
}
