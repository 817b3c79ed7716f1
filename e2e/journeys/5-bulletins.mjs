// A bulletin from its draft to its codes: drafted, written on by hand, redrafted, issued, opened number by number.

import assert from 'node:assert/strict'

/** Drafts the bulletin of the round held last; leaves its address. */
async function draft(browser, template, { round = true, lang = 'zh-CN' } = {}) {
  const { page } = browser
  await browser.goto('/bulletins/new')
  await page.selectOption('[name=template]', template)
  const org = await page.$$eval('[name=org] option', (all) => all.map((one) => one.value).find((value) => value))
  await page.selectOption('[name=org]', org)
  if (round) await page.selectOption('[name=round]', { index: 2 })
  await page.selectOption('[name=lang]', lang)
  await page.click('main form[action="/bulletins/new"] button[type=submit]')
  await page.waitForURL(/\/bulletins\/\d+/)
  return new URL(page.url()).pathname
}

export default {
  'the office drafts bulletins and looks at every page of them': async (browser) => {
    await browser.as('office')
    const { page } = browser
    await browser.look('bulletins-none', '/bulletins')
    await browser.look('bulletin-new', '/bulletins/new')
    const path = await draft(browser, 'round')
    await browser.look('bulletin-draft', path)
    await browser.goto(path)
    const paragraph = await page.getAttribute('a[href*="/paragraphs/signing"]', 'href')
    await browser.look('bulletin-paragraph', paragraph)
    await browser.goto(paragraph)
    const text = await page.inputValue('[name=text]')
    await page.fill('[name=text]', `${text.replace(/\d+个/, '999个')}签约仪式在主会场举行。`)
    await page.click('main form[action*="/paragraphs/"] button.primary')
    await page.waitForURL((url) => url.pathname === path)
    assert.match(await page.textContent('article'), /签约仪式在主会场举行/)
    assert.match(await page.textContent('main'), /→ 999/)
    await browser.look('bulletin-by-hand', path)
    await browser.goto(path)
    await page.fill('[name=true_on]', '2021-06-30')
    await page.click(`form[action="${path}/redraft"] button`)
    await page.waitForURL((url) => url.pathname === path)
    await browser.look('bulletin-flagged', path)
    await browser.goto(path)
    assert.match(await page.textContent('main'), /须核对/)
    await browser.look('bulletin-issue', `${path}/issue`)
    await browser.goto(`${path}/issue`)
    await page.check('[name=seen]')
    await page.check('[name=open]')
    await page.click('main form button.primary')
    await page.waitForURL((url) => url.pathname === path)
    await browser.look('bulletin-issued', path)
    await browser.goto(path)
    const code = await page.getAttribute('article a[href^="/f/"]', 'href')
    await browser.look('code', code)
    await browser.goto('/')
    await page.fill('[name=q]', code.slice('/f/'.length).toLowerCase())
    await page.press('[name=q]', 'Enter')
    await page.waitForURL((url) => url.pathname === code)
    const second = await draft(browser, 'round')
    await browser.look('bulletin-moved', `${second}/moved`)
    await browser.look('bulletins', '/bulletins')
  },

  'the office drafts by a template of its own, decrees it and takes it back': async (browser) => {
    await browser.as('office')
    const { page } = browser
    await browser.look('templates', '/bulletins/templates')
    await browser.look('template-change', '/bulletins/templates/new?name=round')
    for (const lang of ['zh-CN', 'en']) {
      await browser.goto(`/bulletins/templates/new?lang=${lang}`)
      const text = await page.inputValue('[name=text]')
      await page.click('button[value=try]')
      await page.waitForSelector('#tried article .figure')
      await browser.lookHere(`template-tried-${lang}`)
      await page.fill('[name=text]', text.replace('figure = "signed"', 'figure = "singed"'))
      await page.click('button[value=try]')
      await page.waitForSelector('#text-wrong')
      assert.match(await page.textContent('#text-wrong'), /signed/)
      await browser.expectRefused()
      await browser.lookHere(`template-wrong-${lang}`)
    }
    await browser.goto('/bulletins/templates/new?lang=zh-CN')
    await page.fill('[name=reason]', '晋开发〔2022〕2号')
    await page.click('button[value=decree]')
    await page.waitForURL((url) => url.pathname === '/bulletins/templates')
    await browser.look('templates-own', '/bulletins/templates')
    await browser.look('template-own-draft', await draft(browser, 'briefing', { round: false }))
    await browser.goto('/bulletins/templates')
    await page.click('details:has(form[action$="/withdraw"]) > summary')
    await page.fill('form[action$="/withdraw"] [name=reason]', '试用后撤回')
    await page.click('form[action$="/withdraw"] button')
    await page.waitForFunction(() => !document.querySelector('form[action$="/withdraw"]'))
    assert.equal(new URL(page.url()).pathname, '/bulletins/templates')
  },

  'a paragraph is edited without script': async (browser) => {
    await browser.as('clerk', { javaScriptEnabled: false })
    const { page } = browser
    const path = await draft(browser, 'round')
    await browser.goto(await page.getAttribute('a[href*="/paragraphs/"]', 'href'))
    await page.fill('[name=text]', '手写的一段。')
    await page.click('main form[action*="/paragraphs/"] button.primary')
    await page.waitForURL((url) => url.pathname === path)
    assert.match(await page.textContent('article'), /手写的一段/)
  },

  'every template is drafted in both languages': async (browser) => {
    await browser.as('office')
    for (const [template, round] of [['follow-up', true], ['monthly', false], ['indicators', false], ['year', false]]) {
      await browser.look(`bulletin-${template}`, await draft(browser, template, { round }))
    }
    await browser.look('bulletin-english', await draft(browser, 'round', { lang: 'en' }))
  },
}
