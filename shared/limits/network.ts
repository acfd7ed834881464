import { isIPv6 } from 'node:net'

/** What limits count as one visitor: an IPv4 address, or the /64 of an IPv6 one, of which a household has all 2⁶⁴
 *  addresses to itself. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip
  // the URL parser writes an address in its one canonical form (RFC 5952)
  const groups = new URL(`http://[${ip.split('%')[0]}]`).hostname.slice(1, -1).split(':')
  const gap = groups.indexOf('')
  const left = gap === -1 ? groups : groups.slice(0, gap)
  const right = gap === -1 ? [] : groups.slice(gap).filter(Boolean)
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0')
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`
}
