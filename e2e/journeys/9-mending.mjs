// The rows that wait as a grid that behaves like a spreadsheet, and as the form that it is without script.

import assert from 'node:assert/strict'

const rows = [1, 2, 3, 4].map((no) => `WG-${no},网格项目${no},${no}00,2022-02-30,${no === 4 ? '下月' : '2022-03-1' + no}`)
const sheet = {
  name: '网格.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`项目编号,项目名称,总投资(万元),签约日期,实际开工日期\n${rows.join('\n')}`),
}

async function upload(browser, page) {
  await browser.goto('/imports')
  await page.setInputFiles('[name=file]', sheet)
  await page.click('main form .primary')
  await page.waitForURL(/\/imports\/preview/)
  await page.click('#confirm button')
  await page.waitForURL(/\/imports\/\d+/)
}

const here = (page) => page.url().replace(/^https?:\/\/[^/]+/, '').replace(/[?#].*/, '')

/** The cells as they stand, row by row. */
const cells = (page) => page.$$eval('main form table tr', (all) => all
  .map((row) => [...row.querySelectorAll('input[name^="c."]')].map((cell) => cell.value))
  .filter((line) => line.length > 0))

/** Row and column of the cell that has the focus. */
const at = (page) => page.evaluate(() => {
  const lines = [...document.querySelectorAll('main form table tr')]
    .map((row) => [...row.querySelectorAll('input[name^="c."]')]).filter((line) => line.length > 0)
  const row = lines.findIndex((line) => line.includes(document.activeElement))
  return row < 0 ? null : [row, lines[row].indexOf(document.activeElement)]
})

/** What a spreadsheet does: a block on the clipboard, put in at the cell that has the focus. */
const paste = (page, block) => page.evaluate((block) => {
  const data = new DataTransfer()
  data.setData('text/plain', block)
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
}, block)

/** What is copied at the cell that has the focus. */
const copied = (page) => page.evaluate(() => {
  const data = new DataTransfer()
  document.activeElement.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }))
  return data.getData('text/plain')
})

const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key)
}

const status = (page) => page.innerText('[data-mending-status]')

export default {
  'the rows that wait are mended as in a spreadsheet and saved as one change': async (browser) => {
    const page = await browser.as('clerk')
    await upload(browser, page)
    const address = here(page)
    await browser.look('mending-grid', address)
    await browser.goto(address)
    const before = await cells(page)
    assert.equal(before.length, 4)
    const [wrong] = await page.$$('input[aria-invalid=true]')
    await wrong.click()
    assert.deepEqual(await at(page), [0, 3])
    assert.match(await status(page), /签约日期.*2022-02-30/, 'the problem of the cell and its proposal stand below')

    await press(page, 'ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft')
    assert.deepEqual(await at(page), [0, 3], 'arrows go round')
    await page.keyboard.type('2022-02-28')
    await press(page, 'Enter')
    assert.deepEqual(await at(page), [1, 3], 'Enter goes down')
    assert.equal((await cells(page))[0][3], '2022-02-28', 'what is typed takes the place of what stood there')
    await press(page, 'Shift+Enter', 'Tab')
    assert.deepEqual(await at(page), [0, 4], 'Tab goes on')
    await press(page, 'Tab')
    assert.deepEqual(await at(page), [1, 0], 'and to the next row')
    await press(page, 'F2', 'ArrowLeft')
    await page.keyboard.type('x')
    await press(page, 'Escape')
    assert.deepEqual(await cells(page).then((all) => all[1][0]), 'WG-2', 'Escape gives back what stood there')

    await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight')
    await paste(page, '2022-02-21\t2022-03-22\r\n"2022-02-22"\t2022-03-23\r\n2022-02-23\t2022-03-24\r\n2022-02-24\t2022-03-25\r\n')
    const pasted = await cells(page)
    assert.deepEqual(pasted.slice(1).map((line) => line.slice(3)), [['2022-02-21', '2022-03-22'], ['2022-02-22', '2022-03-23'], ['2022-02-23', '2022-03-24']])
    assert.match(await status(page), /已粘贴6个单元格，另有2个超出表格/)
    await browser.picture('mending-grid-pasted')
    await press(page, 'Control+z')
    assert.deepEqual((await cells(page)).slice(1), before.slice(1), 'a block is one step')
    await press(page, 'Control+z')
    assert.deepEqual(await cells(page), before)
    await press(page, 'Control+y', 'Control+Shift+z')
    assert.deepEqual(await cells(page), pasted, 'done again')
    await press(page, 'Control+z')

    await page.focus('input[name^="c."]')
    await press(page, 'Shift+ArrowRight', 'Shift+ArrowDown')
    assert.equal(await copied(page), 'WG-1\t网格项目1\nWG-2\t网格项目2')
    assert.equal(await page.locator('.in-range').count(), 4)
    await browser.picture('mending-grid-range')
    await press(page, 'Delete')
    assert.deepEqual((await cells(page)).slice(0, 2).map((line) => line.slice(0, 2)), [['', ''], ['', '']])
    await press(page, 'Control+z', 'Control+y')
    assert.deepEqual((await cells(page))[1].slice(0, 2), ['', ''])
    await press(page, 'Control+z')
    assert.deepEqual((await cells(page)).map((line) => line.slice(0, 3)), before.map((line) => line.slice(0, 3)))

    await page.locator('input[name^="c."]').nth(8).click()
    await page.keyboard.type('2022-02-27')
    await Promise.all([page.waitForNavigation(), press(page, 'Control+s')])
    assert.match(await page.innerText('body'), /填写/)
    assert.deepEqual(await at(page), [1, 3], 'the page that follows stands at the same cell')
    const kept = await cells(page)
    assert.deepEqual([kept[0][3], kept[1][3], kept[2][3]], ['2022-02-28', '2022-02-27', '2022-02-30'])
    assert.equal(await page.locator('input[aria-invalid=true]').count(), 3, 'two cells are mended; another row has two problems')
    await page.click('main form .primary')
    await page.waitForLoadState('load')
    assert.equal((await cells(page)).length, 2, 'two came in, two wait on')
  },

  'without script the grid is the form that it was': async (browser) => {
    const page = await browser.as('clerk', { javaScriptEnabled: false, size: 'phone' })
    await browser.goto('/imports')
    await page.click('tbody a:has-text("网格.csv")')
    await page.waitForURL(/\/imports\/\d+/)
    await page.fill('input[name^="c."][value="2022-02-30"] >> nth=0', '2022-02-26')
    await page.click('main form .primary')
    await page.waitForLoadState('load')
    assert.equal((await page.$$('input[name$=".0"][name^="c."]')).length, 1)
    await browser.lookHere('mending-without-script')
  },
}
