import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'

const manifest = findPackageJSON(import.meta.url)
if (!manifest) throw new Error('package.json not found')
const root = dirname(manifest)

/** A path below the project's root: the same from dist/ and from source. */
export const fromRoot = (...parts: string[]): string => join(root, ...parts)
