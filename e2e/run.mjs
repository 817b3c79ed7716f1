// Journeys in a real Chromium: starts a demo ledger, signs the cast in, walks, and looks at every page.
//
//   node run.mjs [name …]      the program is TAIZHANG_BIN, else ../target/debug/taizhang
//
// Pictures of every page, both languages, desktop and phone, are left in out/.

import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ledger } from './ledger.mjs'
import { Browser } from './browser.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const out = path.join(here, 'out')

async function journeys(names) {
  const files = (await readdir(path.join(here, 'journeys'))).filter((file) => file.endsWith('.mjs')).sort()
  const wanted = files.filter((file) => names.length === 0 || names.some((name) => file.includes(name)))
  return Promise.all(wanted.map(async (file) => ({ file, steps: (await import(`./journeys/${file}`)).default })))
}

const names = process.argv.slice(2)
if (names.length === 0) await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })
const ledger = await Ledger.demo()
const browser = await Browser.open(ledger, out)
let passed = 0
let failed = 0
try {
  for (const { file, steps } of await journeys(names)) {
    for (const [sentence, step] of Object.entries(steps)) {
      const started = Date.now()
      try {
        await step(browser, ledger)
        browser.expectNoComplaints()
        passed += 1
        console.log(`ok     ${file}: ${sentence} (${Date.now() - started} ms)`)
      } catch (error) {
        failed += 1
        console.log(`FAILED ${file}: ${sentence}\n${error.stack}`)
        await browser.picture(`failed-${failed}`).catch(() => {})
        browser.complaints.length = 0
      }
      await browser.signOut()
    }
  }
} finally {
  await browser.close()
  await ledger.stop()
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
