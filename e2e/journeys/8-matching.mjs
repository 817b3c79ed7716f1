// Two that look like one project: a row that waits is answered for, two projects are merged and made two again.

import assert from 'node:assert/strict'

const sheet = (rows) => ({
  name: '台账.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`项目编号,项目名称,总投资(万元),签约日期,实际开工日期,投资方,建设内容\n${rows.join('\n')}`),
})
const known = sheet([
  'XS-1,华盛新能源电池材料项目,12000,2021-07-16,,华盛能源有限公司,年产正极材料两万吨及配套厂房',
  'XS-2,华盛公司新能源电池材料建设项目,12500,2021-07-20,2022-03,华盛能源公司,',
])
const alike = sheet([',华盛电池（新能源）材料项目,13000,2021-07-16,2022-03,华盛能源有限公司,'])

async function upload(browser, page, file) {
  await browser.goto('/imports')
  await page.setInputFiles('[name=file]', file)
  await page.click('main form .primary')
  await page.waitForURL(/\/imports\/preview/)
  await page.click('#confirm button')
  await page.waitForURL(/\/imports\/\d+/)
}

/** The address of the page that is open, without its host. */
const here = (page) => page.url().replace(/^https?:\/\/[^/]+/, '')

export default {
  'two projects are merged side by side, without script, and are two again when it is undone': async (browser) => {
    const page = await browser.as('clerk', { javaScriptEnabled: false })
    await upload(browser, page, known)
    await browser.look('matching', '/matching')
    await browser.goto('/matching')
    await page.click('tr:has-text("XS-1") .button')
    await page.waitForURL(/\/matching\/\d+\/\d+/)
    const pair = here(page)
    await browser.look('matching-pair', pair)
    await browser.goto(pair)
    await page.check('[name="f.invest_fen"][value=theirs]')
    await page.fill('[name=reason]', '同一份合同报了两次')
    await page.click('button[value=merged]')
    await page.waitForURL(/\/projects\/\d+/)
    assert.match(await page.innerText('main'), /并入本项目的项目/)
    const project = here(page)
    await browser.look('matching-merged', project)
    await browser.look('matching-answered', '/matching')
    await browser.goto(project)
    await page.click('main a[href$="/undo"]')
    await page.click('main .danger')
    await page.waitForURL(/\/changes\/\d+$/)
    await browser.goto('/matching')
    assert.equal(await page.locator('tr:has-text("XS-1") .button').count(), 1)
  },

  'a row that looks like a project waits, is held beside it and comes in there': async (browser) => {
    const page = await browser.as('clerk')
    await upload(browser, page, alike)
    await browser.look('matching-waiting', here(page))
    await page.goBack()
    await page.click('a[href*="/waiting/"]')
    await page.waitForURL(/\/waiting\/\d+/)
    const row = here(page)
    await browser.look('matching-row', row)
    await browser.goto(row)
    await page.fill('[name=reason]', '园区报表中的简称')
    await page.click('button[value=same]')
    await page.waitForURL(/\/imports\/\d+/)
    assert.match(await page.innerText('body'), /已记住答复，并按此导入本行/)
  },
}
