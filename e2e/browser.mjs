// A browser with one page at a time, signed in as somebody of the cast, that complains about what a person would.

import assert from 'node:assert/strict'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { faults } from './faults.mjs'

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

export class Browser {
  static async open(ledger, out) {
    const program = process.env.CHROMIUM ?? '/usr/bin/chromium'
    const chrome = await chromium.launch({ executablePath: program, args: flags })
    return new Browser(chrome, ledger, out)
  }

  constructor(chrome, ledger, out) {
    this.chrome = chrome
    this.ledger = ledger
    this.out = out
    this.complaints = []
  }

  /** Opens a fresh page, signed in as `login`; null stays outside. */
  async as(login, { javaScriptEnabled = true, size = 'desktop', lang = 'zh-CN' } = {}) {
    await this.signOut()
    this.context = await this.chrome.newContext({
      viewport: sizes[size],
      javaScriptEnabled,
      locale: lang,
      acceptDownloads: true,
    })
    this.page = await this.context.newPage()
    this.page.setDefaultTimeout(20_000)
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`console: ${message.text()}`)
    })
    this.page.on('pageerror', (error) => this.complaints.push(`script: ${error.message}`))
    this.page.on('request', (request) => {
      const url = request.url()
      const own = url.startsWith(this.ledger.address) || url.startsWith('data:') || url.startsWith('blob:')
      if (!own) this.complaints.push(`left the host: ${url}`)
    })
    if (login !== null) {
      await this.goto('/sign-in')
      await this.page.fill('[name=login]', login)
      await this.page.fill('[name=password]', this.ledger.passwords[login])
      await this.page.click('main button[type=submit]')
      await this.page.waitForURL((url) => url.pathname !== '/sign-in')
    }
    return this.page
  }

  async goto(address) {
    return this.page.goto(this.ledger.address + address, { waitUntil: 'load' })
  }

  async signOut() {
    if (this.context) await this.context.close()
    this.context = undefined
    this.page = undefined
  }

  /** Everything said on the console, every failed script, every request to elsewhere is a failure. */
  expectNoComplaints() {
    const complaints = this.complaints.splice(0)
    assert.deepEqual(complaints, [])
  }

  /** A form that was refused says so on the console; that is no complaint. */
  async expectRefused() {
    const says = (text) => text.includes('status of 422')
    // The console speaks by a way of its own, so it may be later than the page.
    if (!this.complaints.some(says)) await this.page.waitForEvent('console', (message) => says(message.text()))
    this.complaints.splice(this.complaints.findIndex(says), 1)
  }

  async picture(name) {
    await this.page.screenshot({ path: path.join(this.out, `${name}.png`), fullPage: true })
  }

  /** Looks at one address in both languages, at both widths: no fault to be seen, a picture of each. */
  async look(name, address) {
    for (const lang of ['zh-CN', 'en']) {
      for (const [size, viewport] of Object.entries(sizes)) {
        await this.page.setViewportSize(viewport)
        const separator = address.includes('?') ? '&' : '?'
        const response = await this.goto(`${address}${separator}lang=${lang}`)
        assert.ok(response.ok(), `${address} answered ${response.status()}`)
        await this.picture(`${name}-${lang}-${size}`)
        const found = await this.page.evaluate(faults, { isPhone: size === 'phone' })
        assert.deepEqual(found, [], `${address} on the ${size} (${lang})`)
      }
    }
    await this.page.setViewportSize(sizes.desktop)
    await this.goto('/?lang=zh-CN')
  }

  /** Looks at the page that is open, which came of a form and has no address of its own: at both widths. */
  async lookHere(name) {
    for (const [size, viewport] of Object.entries(sizes)) {
      await this.page.setViewportSize(viewport)
      await this.picture(`${name}-${size}`)
      const found = await this.page.evaluate(faults, { isPhone: size === 'phone' })
      assert.deepEqual(found, [], `${name} on the ${size}`)
    }
    await this.page.setViewportSize(sizes.desktop)
  }

  async close() {
    await this.chrome.close()
  }
}
