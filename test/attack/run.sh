#!/usr/bin/env bash
# Independent attackers, from Debian's packages, against a world of their own on this machine: fresh databases for each,
# other ports than the usual ones, nothing but loopback, every one of them bounded in time.
#
#   test/attack/run.sh                 all of them, in less than 20 minutes
#   test/attack/run.sh wapiti slow     some: wapiti sqlmap ffuf slow zzuf
#   SQLMAP_SECONDS=300 test/attack/run.sh sqlmap    longer than 90 s a form, for a machine that is busy
#
# What they said lies under var/attack afterwards; our reading of it is docs/security-review.md.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH=$PWD/node_modules/.bin:$PATH # the node of package.json, as npm would take it

attackers=("$@")
[ ${#attackers[@]} -gt 0 ] || attackers=(wapiti sqlmap ffuf slow zzuf)

idp=http://localhost:3300
portal=http://localhost:4300
out=$PWD/var/attack
world=''
forgetter=''

install_missing() {
  local missing=()
  for tool in wapiti sqlmap ffuf slowhttptest zzuf dirb; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  [ ${#missing[@]} -eq 0 ] && return
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

world_up() {
  if curl -so /dev/null "$portal/health"; then
    echo 'somebody else is at port 4300'
    exit 1
  fi
  rm -rf "$out/world" var/log
  mkdir -p "$out/world"
  export IDP_URL=$idp PORTAL_URL=$portal IDP_PORTAL_URL=$portal PORTAL_ISSUER=$idp
  export IDP_PORT=3300 PORTAL_PORT=4300 IDP_HOST=127.0.0.1 PORTAL_HOST=127.0.0.1
  export IDP_TRUSTED_PROXIES=127.0.0.1 PORTAL_TRUSTED_PROXIES=127.0.0.1
  export INBOX_PORT=8325 INBOX_SMTP_PORT=1325 INBOX_FILE=$out/world/inbox.json
  export IDP_SMTP_URL=smtp://localhost:1325 PORTAL_SMTP_URL=smtp://localhost:1325
  export PORTAL_SMS_URL=webhook+http://localhost:8325/api/sms
  export IDP_DATABASE_URL=sqlite:$out/world/idp.sqlite PORTAL_DATABASE_URL=sqlite:$out/world/portal.sqlite
  export IDP_SECRETS_FILE=$out/world/idp.secret PORTAL_SECRETS_FILE=$out/world/portal.secret
  node --enable-source-maps dist/test/dev/main.js >"$out/world/said" 2>&1 &
  world=$!
  for _ in $(seq 100); do
    curl -fso /dev/null "$portal/health" && curl -fso /dev/null "$idp/health" && break
    sleep 0.3
  done
  if ! curl -fso /dev/null "$portal/health"; then
    echo 'the world did not start:'
    tail -5 "$out/world/said"
    exit 1
  fi
  node dist/test/attack/prepare.js "$out" "$idp" "$portal" http://localhost:8325
  cookie=$(cat "$out/portal.cookie")
}

# Tells what broke inside meanwhile: lines of level 50, and answers by their status.
world_down() {
  stop_forgetting
  local health
  health=$(curl -so /dev/null -w '%{http_code}' "$portal/health")/$(curl -so /dev/null -w '%{http_code}' "$idp/health")
  kill "$world" 2>/dev/null && wait "$world" || true
  world=''
  echo "health afterwards: $health"
  for product in idp portal; do
    echo "$product: $(grep -c '"level":50' "var/log/$product.log" || true) errors logged; answers: $(
      grep -o '"status":[0-9]*' "var/log/$product.log" | sort | uniq -c | awk '{ printf "%s × %s, ", $2, $1 }'
    )"
    grep '"level":50' "var/log/$product.log" | head -3 || true
  done
}

forget_limits() {
  node dist/test/attack/forget.js "$IDP_DATABASE_URL" "$PORTAL_DATABASE_URL" &
  forgetter=$!
}

stop_forgetting() {
  [ -z "$forgetter" ] && return
  kill "$forgetter" 2>/dev/null && wait "$forgetter" || true
  forgetter=''
}

trap 'stop_forgetting; [ -z "$world" ] || kill "$world"' EXIT

# Signed in. It signs out now and then, by pressing every button there is: the session is put back (forget.ts), because
# wapiti's own way to leave addresses out (-x) breaks on Debian's Python.
attack_wapiti() {
  world_up
  forget_limits
  local modules=backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,http_headers,methods,permanentxss,redirect,shellshock,sql,ssrf,xss,xxe
  local common=(--scope folder -d 4 --max-links-per-page 40 --max-scan-time 25 --max-attack-time 6 -t 5 -v 1
    --flush-session --no-bugreport -f txt -m "$modules")
  for host in "$portal" "$idp"; do
    local name=${host##*:}
    timeout 125 wapiti -u "$host/" "${common[@]}" -H "Cookie: $cookie" --store-session "$out/wapiti-$name" \
      -s "$host/login" -s "$host/home" -s "$host/contracts/new" -s "$host/contracts/new/code" -s "$host/account" -s "$host/signup" \
      -s "$host/password/forgot?client_id=x" -s "$host/activate/again" -s "$host/help" \
      -o "$out/wapiti-$name.txt" >"$out/wapiti-$name.log" 2>&1 || true
    sed -n '1,200p' "$out/wapiti-$name.txt" 2>/dev/null | grep -vE '^\s*$' || tail -5 "$out/wapiti-$name.log"
  done
  world_down
}

# Eight forms as they were recorded. Every field that a person fills in; the network changes with each request.
attack_sqlmap() {
  world_up
  forget_limits
  local form fields
  while read -r form fields; do
    timeout "${SQLMAP_SECONDS:-90}" sqlmap -r "$out/requests/$form.http" -p "$fields" --batch --flush-session --level 2 --risk 2 --time-sec 2 \
      --technique BEUST --tamper=xforwardedfor --ignore-code '*' --threads 2 --timeout 5 --retries 1 --ignore-stdin \
      --output-dir "$out/sqlmap" >"$out/sqlmap-$form.log" 2>&1 && ended=ended || ended='ended by the time'
    echo "$form ($fields): $ended; $(grep -cE 'testing ' "$out/sqlmap-$form.log" || true) tests; $(
      grep -hE 'is vulnerable|appears to be|do not appear|all tested parameters|HTTP error codes|seems to be|not injectable|false positive' "$out/sqlmap-$form.log" | sed 's/^\[[^]]*\] //' | sort -u | tr '\n' '|' | cut -c1-900)"
    grep -A4 'HTTP error codes' "$out/sqlmap-$form.log" || true
  done <<'FORMS'
1-login email,password
2-signup givenName,familyName,email,civility
3-forgot email
4-again email
5-contract number
6-code code
7-client-id client_id
8-return-to return_to,lang
FORMS
  world_down
}

# Names that others found on other servers, and some that would hurt here.
attack_ffuf() {
  world_up
  { cat /usr/share/dirb/wordlists/common.txt; cat test/attack/words.txt; } | grep -v '^\s*$' >"$out/words"
  for host in "$portal" "$idp"; do
    timeout 120 ffuf -u "$host/FUZZ" -w "$out/words" -t 4 -p 0.005 -maxtime 100 -mc all -fc 404 -s -of csv -o "$out/ffuf-${host##*:}.csv" \
      -H 'Accept: text/html' -H "Cookie: $cookie" >"$out/ffuf-${host##*:}.log" 2>&1 || true
    echo "$host: $(wc -l <"$out/words") words; what was not 404:"
    head -3 "$out/ffuf-${host##*:}.log"
    [ -f "$out/ffuf-${host##*:}.csv" ] && tail -n +2 "$out/ffuf-${host##*:}.csv" | awk -F, '{ print "  " $5 " " $1 " → " $3 }' | sort | head -60
  done
  world_down
}

# 500 connections for 30 seconds, an honest client beside each.
attack_slow() {
  world_up
  local pages=("$portal/" "$idp/password/forgot" "$portal/help" "$idp/signup")
  echo "nobody attacks: $(node dist/test/attack/honest.js 15 "${pages[@]}")"
  for host in "$portal" "$idp"; do
    for way in headers body read; do
      local options
      case $way in
        headers) options=(-H -i 5 -x 24 -u "$host/") ;;
        body) options=(-B -i 5 -s 8192 -x 10 -u "$host/$([ "$host" = "$idp" ] && echo password/forgot || echo backchannel-logout)") ;;
        read) options=(-X -w 64 -y 256 -n 5 -z 32 -k 3 -u "$host/$([ "$host" = "$idp" ] && echo legal/terms || echo help)") ;;
      esac
      node dist/test/attack/honest.js 32 "${pages[@]}" >"$out/honest" &
      local honest=$!
      slowhttptest -c 500 -r 100 -l 30 -p 3 "${options[@]}" >"$out/slow-${host##*:}-$way.log" 2>&1 || true
      wait "$honest"
      echo "$host, slow $way: $(cat "$out/honest")"
      sed 's/\x1b\[[0-9;]*[a-zA-Z]//g' "$out/slow-${host##*:}-$way.log" | tr '\r' '\n' |
        grep -E 'pending:|connected:|closed:|service available|Exit status' | tail -6 | sed 's/  */ /g' | tr '\n' ';'
      echo
    done
  done
  world_down
}

# The recorded requests, a few bits of each turned: 12 requests × 100 seeds.
attack_zzuf() {
  world_up
  forget_limits
  rm -rf "$out/zzuf"
  mkdir -p "$out/zzuf"
  for request in "$out"/requests/*.http; do
    for seed in $(seq 1 100); do
      zzuf -s "$seed" -r 0.0003:0.006 -P "\r\n" <"$request" >"$out/zzuf/$(basename "$request" .http).$seed"
    done
  done
  timeout 240 node dist/test/attack/replay.js "$out/zzuf" 3300 4300 || echo 'replay: see above'
  world_down
}

install_missing
[ -f dist/test/attack/prepare.js ] || npm run --silent build
mkdir -p "$out"
for attacker in "${attackers[@]}"; do
  echo "== $attacker"
  "attack_$attacker" > >(tee "$out/$attacker.txt") 2>&1
done
