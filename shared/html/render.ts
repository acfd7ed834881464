import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** A whole document as the text of a response. Everything in it is escaped by preact. */
export const renderPage = (page: VNode): string => `<!doctype html>${renderToString(page)}`
