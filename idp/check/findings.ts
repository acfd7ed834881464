/** One thing that was tried on an app. */
export interface Finding {
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'notApplicable'
  /** what was seen, or what to mend, in a sentence */
  readonly said: string
}

const passed = (name: string, said: string): Finding => ({ name, outcome: 'passed', said })
export const failed = (name: string, said: string): Finding => ({ name, outcome: 'failed', said })
export const notApplicable = (name: string, said: string): Finding => ({ name, outcome: 'notApplicable', said })

/** Good: `yes`; else what to mend. */
export const judge = (name: string, good: boolean, yes: string, no: string): Finding =>
  good ? passed(name, yes) : failed(name, no)
