import test from 'ava'
import { DATABASES } from '../support/database.ts'
import { engineStoreSuite } from './engine-store.suite.ts'

for (const database of DATABASES) engineStoreSuite(test, database)
