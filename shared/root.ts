import { findPackageJSON } from 'node:module'
import { dirname, resolve } from 'node:path'

const manifest = findPackageJSON(import.meta.url)
if (!manifest) throw new Error('package.json not found')
const root = dirname(manifest)

/** A path below the project's root, the same from dist/ and from source. One that is absolute stays what it is. */
export const fromRoot = (...parts: string[]): string => resolve(root, ...parts)
