// Bringing in what no header explains: columns pointed at once, and changes that have to be ticked.

import assert from 'node:assert/strict'

const foreign = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const june = 'Scheme,Backer,Outlay (US$ m),Inked on,Ground broken\nBattery works,Acme Co. Ltd,1.5,07/08/2021,2021-Q4\nWind farm,Beta plc,2,07/16/2021,2022-03-10\n'
const july = 'Backer,Scheme,Inked on,Outlay (US$ m),Seats\nAcme Co. Ltd,Battery works,07/08/2021,1.5,40\nGamma Inc,Solar park,06/05/2022,3,25\n'
const ledger = (unit) => `项目编号,项目名称,总投资(${unit}),签约日期\n` + [1, 2, 3, 4, 5, 6].map((no) => `GD-${no},勾选项目${no},${no}00,2022-01-0${no}`).join('\n')

async function upload(browser, page, file) {
  await browser.goto('/imports')
  await page.setInputFiles('[name=file]', file)
  await page.click('main form .primary')
  await page.waitForLoadState('load')
}

/** The address of the page that is open, without its host. */
const here = (page) => page.url().replace(/^https?:\/\/[^/]+/, '')

export default {
  'a foreign list is pointed at once, without script, and is known the next month': async (browser) => {
    const page = await browser.as('clerk', { javaScriptEnabled: false })
    await upload(browser, page, foreign('june.csv', june))
    await browser.expectRefused()
    assert.match(await page.innerText('main'), /没有找到项目台账的表头/)
    await page.click('main a[href^="/imports/columns"]')
    await page.waitForURL(/\/imports\/columns/)
    const columns = here(page)
    await browser.look('columns', columns)
    await browser.goto(columns)
    for (const [name, value] of [['f.0', 'title'], ['f.1', 'investor'], ['f.2', 'invest'], ['f.3', 'fact.signed'], ['f.4', 'fact.commenced'], ['u.2', 'millionUsd']]) {
      await page.selectOption(`[name="${name}"]`, value)
    }
    await page.click('[name=act][value=try]')
    await browser.expectRefused()
    await browser.lookHere('columns-wrong')
    await page.selectOption('[name=dates]', 'mdy')
    await page.fill('[name=rate]', '6.5')
    await page.fill('[name=rate_on]', '2022-06-30')
    await page.click('[name=act][value=try]')
    assert.match(await page.innerText('#tried'), /将新增 2/)
    await browser.lookHere('columns-tried')
    await page.fill('[name=layout_name]', 'City list')
    await page.click('[name=act][value=keep]')
    await page.waitForURL(/\/imports\/preview/)
    assert.match(await page.innerText('main'), /按版式“City list”识别/)
    await page.click('#confirm button')
    await upload(browser, page, foreign('july.csv', july))
    assert.match(await page.innerText('main'), /本表没有的列：Ground broken/)
    await browser.look('preview-by-layout', here(page))
    await browser.look('layouts', '/imports/layouts')
    await browser.goto('/imports/layouts')
    await page.click('tbody a[href^="/imports/layouts/"]')
    await browser.look('layout-text', here(page))
  },

  'a unit that slipped is ticked or waits': async (browser) => {
    const page = await browser.as('clerk', { javaScriptEnabled: false })
    await upload(browser, page, foreign('六月.csv', ledger('万元')))
    await page.click('#confirm button')
    await upload(browser, page, foreign('七月.csv', ledger('亿元')))
    assert.match(await page.innerText('main'), /6个的“总投资”都变为原来的×10000/)
    await browser.look('ticks', here(page))
    await upload(browser, page, foreign('七月.csv', ledger('亿元')))
    await page.check('#ticks tbody tr:first-child input')
    await page.click('#confirm button')
    await page.waitForURL(/\/imports\/\d+/)
    assert.equal(await page.locator('label.tick').count(), 5, 'five wait, each with its box')
    await browser.look('ticks-waiting', here(page))
  },
}
