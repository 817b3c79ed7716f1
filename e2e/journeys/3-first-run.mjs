// The first hour with an empty ledger: set up, look round, add somebody.

import assert from 'node:assert/strict'
import { Ledger } from '../ledger.mjs'

/** Walks on a ledger of its own. */
async function onEmptyLedger(browser, walk) {
  const demo = browser.ledger
  const ledger = await Ledger.empty()
  browser.ledger = ledger
  try {
    await walk(ledger)
  } finally {
    await browser.signOut()
    browser.ledger = demo
    await ledger.stop()
  }
}

async function setUp(browser) {
  const page = await browser.as(null)
  await browser.look('set-up', '/set-up')
  await browser.goto('/set-up')
  await page.selectOption('[name=province]', { label: '山西省' })
  await page.fill('[name=name]', '系统管理员')
  await page.fill('[name=login]', 'root')
  await page.fill('[name=password]', 'a-long-enough-password')
  await page.fill('[name=again]', 'a-long-enough-password')
  await page.click('main button[type=submit]')
  await page.waitForURL((url) => url.pathname === '/')
  return page
}

/** Adds somebody of the province's office and gives the one-time password. */
async function addOffice(browser, page) {
  await browser.goto('/users/new')
  await page.fill('[name=name]', '省厅经办')
  await page.fill('[name=login]', 'office')
  await page.selectOption('[name=role]', 'provincialOffice')
  await page.selectOption('[name=org]', { index: 1 })
  await page.click('main button[type=submit]')
  await browser.picture('one-time-password')
  return (await page.textContent('main dd code')).trim()
}

async function lookAll(browser, places) {
  for (const place of places) await browser.look(`empty-${place.replace('/', '-') || 'desk'}`, `/${place}`)
}

export default {
  'an empty ledger is set up, somebody is added, and every page says what to do': async (browser) => {
    await onEmptyLedger(browser, async (ledger) => {
      const page = await setUp(browser)
      await lookAll(browser, ['orgs', 'users', 'classes', 'changes', 'settings'])
      ledger.passwords.office = await addOffice(browser, page)
      const office = await browser.as('office')
      assert.match(office.url(), /password/, 'a one-time password is changed at once')
      await browser.picture('change-password')
      await office.fill('[name=old]', ledger.passwords.office)
      await office.fill('[name=new]', 'another-long-password')
      await office.fill('[name=again]', 'another-long-password')
      await office.click('main button[type=submit]')
      await office.waitForURL((url) => !url.pathname.includes('password'))
      await lookAll(browser, ['', 'projects', 'rounds', 'rounds/follow-up', 'figures', 'imports'])
    })
  },
}
