// The main job on the page: a workbook in, seen, undone; a figure opened into its projects.

import assert from 'node:assert/strict'

const headers = '项目编号,项目名称,产业类别,项目阶段,总投资(万元),投资方,投资方所在省,签约日期,计划开工日期,实际开工日期'
const rows = [
  'QJ-0001,泓川新材料项目,新材料,签约,12000,泓川材料有限公司,广东,2026-03-02,2026-09-01,',
  'QJ-0002,泓川装备项目,装备制造,开工,约3亿元,泓川装备有限公司,浙江,2026-01-15,2026-05-01,2026-05-20',
  'QJ-0003,泓川错日项目,装备制造,签约,500,泓川装备有限公司,浙江,2026-02-30,,',
]
const workbook = {
  name: '泓川台账.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`\uFEFF${[headers, ...rows].join('\r\n')}\r\n`),
}

/** Uploads the workbook into the clerk's own zone and stays on the preview. */
async function upload(browser) {
  const page = await browser.as('clerk')
  await browser.goto('/imports')
  await page.setInputFiles('input[type=file]', workbook)
  const zone = page.locator('select[name=zone]')
  if (await zone.count()) {
    const zones = await zone.locator('option').evaluateAll((all) => all.map((option) => option.value).filter(Boolean))
    await zone.selectOption(zones[0])
  }
  await page.click('main form[enctype="multipart/form-data"] button[type=submit]')
  await page.waitForURL(/\/imports\//)
  return page
}

export default {
  'a clerk brings a workbook in: two projects are new, one row waits at its cell': async (browser) => {
    const page = await upload(browser)
    const preview = await page.textContent('main')
    assert.match(preview, /2026-02-30/)
    assert.match(preview, /新增\s*2/)
    await browser.picture('import-preview')
    await page.click('main button.primary')
    await page.waitForURL(/\/imports\/\d+/)
    await browser.picture('import-done')
    await browser.goto('/projects?q=泓川')
    const list = await page.textContent('main')
    assert.match(list, /QJ-0001/)
    assert.match(list, /QJ-0002/)
    assert.doesNotMatch(list, /QJ-0003/)
  },

  'the same file again has nothing new': async (browser) => {
    const page = await upload(browser)
    assert.match(await page.textContent('main'), /无变化/)
    await browser.picture('import-again')
  },

  'a number opens into the projects that it counts': async (browser) => {
    const page = await browser.as('office')
    await browser.goto('/figures?name=signed&by=city')
    const cell = page.locator('main table a[href*="/members"]').first()
    const counted = Number((await cell.textContent()).replaceAll(',', ''))
    await cell.click()
    await page.waitForURL(/\/members/)
    const text = await page.textContent('main')
    assert.ok(text.includes(String(counted)), `the members' page says nothing of ${counted}`)
    await browser.picture('members-of-a-number')
  },

  'keys lead about: g p to the projects, / to the search': async (browser) => {
    const page = await browser.as('clerk')
    await browser.goto('/')
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await page.waitForURL(/\/projects/)
    await page.keyboard.press('/')
    await page.keyboard.type('装备')
    await page.keyboard.press('Enter')
    await page.waitForURL(/q=/)
  },
}
