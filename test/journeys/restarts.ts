import type { World } from '../support/world.ts'
import type { Traveller } from './traveller.ts'

/** Both products end and start again each time somebody has a page before them. */
export const withRestarts = (world: World, person: Traveller): Traveller => ({
  ...person,
  arriveAt: async (heading) => {
    await person.arriveAt(heading)
    await world.restart()
    await world.restartPortal()
  },
})
