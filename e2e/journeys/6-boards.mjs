// From a question to the wall: drawn in every way, pinned, arranged, shown on the big screen, printed on paper.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Prints the page as Chromium would; gives the sizes and texts of its sheets. */
async function printed(browser, name, address) {
  const { page } = browser
  await browser.goto(address)
  const file = path.join(browser.out, `${name}.pdf`)
  await writeFile(file, await page.pdf({ preferCSSPageSize: true, printBackground: false }))
  execFileSync('pdftoppm', ['-r', '60', '-png', file, path.join(browser.out, `paper-${name}`)])
  const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' })
  const [, width, height] = info.match(/Page size:\s+([\d.]+) x ([\d.]+)/)
  return {
    sheets: Number(info.match(/Pages:\s+(\d+)/)[1]),
    lies: Number(width) > Number(height),
    text: execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }),
  }
}

async function saved(page, words) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(`figure.chart button:text("${words}")`)])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

const questions = {
  trend: '/figures?name=roundEntries&by=round&by=list',
  rates: '/figures?name=startRateOverSigned&by=zone&draw=ranked',
  matrix: '/figures?name=byStage&by=zone&by=stage&draw=matrix',
  funnel: '/figures?name=signed&draw=funnel',
  signed: '/figures?name=signed',
}

export default {
  'every way of drawing has its table and leaves as SVG and PNG': async (browser) => {
    await browser.as('office')
    const { page } = browser
    const cohorts = { cohorts: '/figures/cohorts' }
    for (const [name, address] of Object.entries({ ...questions, ...cohorts })) {
      if (name === 'signed') continue
      await browser.look(`drawn-${name}`, address)
      await browser.goto(address)
      await page.waitForSelector('figure.chart [data-downloads] button')
      const svg = await saved(page, 'SVG')
      assert.match(svg.name, /\.svg$/)
      assert.match(svg.bytes.toString('utf8'), /<svg[\s\S]*<\/svg>/)
      const png = await saved(page, 'PNG')
      assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG')
      assert.ok(png.bytes.length > 4000, `${name}: ${png.bytes.length} bytes`)
      await writeFile(path.join(browser.out, `download-${name}.png`), png.bytes)
      assert.ok(await page.$('main table tbody td'), `${name} has no table`)
      assert.ok(await page.$('figure.chart a[href*="/figures/definitions"]'), `${name} has no definition`)
    }
  },

  'figures stand side by side, each cell opening into its projects': async (browser) => {
    await browser.as('office')
    const { page } = browser
    const side = '/figures/side?name=signed&name=started&name=startRateOverSigned&name=overdueStart&by=city'
    await browser.look('side', side)
    await browser.look('side-rates', '/figures/side')
    await browser.goto(side)
    assert.equal(await page.locator('main thead th').count(), 5)
    await page.click('main tbody tr:first-child a >> nth=0')
    await page.waitForURL(/\/members/)
    await browser.look('ranking', '/rankings/of/henan2022')
    await browser.goto('/rankings/of/henan2022')
    const unit = await page.getAttribute('main tbody a[href*="/units/"]', 'href')
    await browser.look('ranking-unit', unit)
  },

  'why a figure moved is told of those too that no list of projects explains': async (browser) => {
    await browser.as('office')
    for (const name of ['attractionScoreRate', 'timeProgress', 'progressGap', 'signed']) {
      await browser.look(`moved-${name}`, `/figures?name=${name}&true-on=2026-09-30&compare-to=2026-03-31`)
    }
  },

  'a scheme is tried out from a file before it is kept': async (browser) => {
    await browser.as('office')
    const { page } = browser
    await browser.look('scheme', '/rankings/schemes')
    await browser.goto('/rankings/schemes')
    await page.selectOption('select[name=org]', { index: 1 })
    await page.fill('input[name=name]', '试用办法')
    const text = await page.inputValue('textarea[name=text]')
    await page.setInputFiles('input[name=file]', {
      name: 'own.toml',
      mimeType: 'text/plain',
      buffer: Buffer.from(text.replace(/\{ given = "\w+" \}/g, '{ fixed = 20 }')),
    })
    await page.click('main button[name=act]')
    await page.waitForSelector('#tried table')
    await browser.lookHere('scheme-tried')
    assert.match(await page.inputValue('textarea[name=text]'), /fixed = 20/)
  },

  'the office pins its questions, arranges the board, and reads it': async (browser) => {
    await browser.as('office')
    const { page } = browser
    await browser.look('boards-none', '/boards')
    let board
    for (const address of Object.values(questions)) {
      await browser.goto(address)
      await page.click('main a[href*="/boards/pin"]')
      await page.click('main form[action="/boards/pin"] button.primary')
      await page.waitForURL(/\/boards\/\d+$/)
      board = new URL(page.url()).pathname
    }
    await browser.look('board', board)
    await browser.goto(board)
    assert.equal(await page.locator('.board-card').count(), 5)
    await browser.look('board-pin', questions.rates.replace('/figures', '/boards/pin'))
    await browser.look('board-arrange', `${board}/arrange`)
    await browser.goto(`${board}/arrange`)
    await page.click('.board-order li:last-child button:text("上移")')
    await page.waitForLoadState('load')
    await browser.look('boards', '/boards')
    await browser.look('board-new', '/boards/new')
    await browser.goto(board)
    await page.click('.board-card h2 a >> nth=0')
    await page.waitForURL(/\/figures\?/)
    await browser.goto(board)
    await page.click('.board-card p a:text("看项目") >> nth=0')
    await page.waitForURL(/\/members/)
    const sheet = await printed(browser, 'board', board)
    await page.emulateMedia({ media: 'print' })
    const cut = await page.$$eval('.board-card .numbers', (all) => all.filter((it) => it.scrollHeight > it.clientHeight + 1).length)
    assert.equal(cut, 0, 'a folded table runs into the next card on paper')
    await page.emulateMedia({ media: null })
    assert.match(sheet.text, /来源：台账/)
    assert.doesNotMatch(sheet.text, /整理看板|打开数据|下载/)
  },

  'a board is made, filled and arranged without script': async (browser) => {
    await browser.as('clerk', { javaScriptEnabled: false })
    const { page } = browser
    await browser.goto(questions.signed)
    await page.click('main a[href*="/boards/pin"]')
    await page.click('main form[action="/boards/pin"] button.primary')
    await page.waitForURL(/\/boards\/\d+$/)
    const board = new URL(page.url()).pathname
    assert.ok(await page.$('.board-card .cards a.figure'))
    await browser.goto(`${board}/arrange`)
    await page.fill('.board-order input[name=title]', '本区签约')
    await page.click('.board-order button:text("保存标题")')
    await browser.goto(board)
    assert.match(await page.textContent('.board-card h2'), /本区签约/)
    await browser.as('neighbour')
    const response = await browser.goto(board)
    assert.equal(response.status(), 404)
    browser.complaints.length = 0
  },

  'the wall screen fits, turns its panels, stops when asked and fetches new numbers': async (browser) => {
    await browser.as('office')
    const { page } = browser
    for (const lang of ['zh-CN', 'en']) {
      for (const viewport of [{ width: 1920, height: 1080 }, { width: 1366, height: 768 }]) {
        await page.setViewportSize(viewport)
        for (const panel of ['rates', 'trend', 'late', 'round', 'funnel']) {
          await browser.goto(`/screen?panel=${panel}&lang=${lang}`)
          const cut = await page.evaluate(() => {
            const over = (it) => it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1
            const inner = [...document.querySelectorAll('.screen, .screen main, .panel:not([hidden]), .panel:not([hidden]) .content')]
            return inner.filter(over).map((it) => `${it.className || it.tagName} ${it.scrollHeight}/${it.clientHeight}`)
          })
          await page.screenshot({ path: path.join(browser.out, `screen-${panel}-${lang}-${viewport.width}.png`) })
          assert.deepEqual(cut, [], `${panel} ${lang} ${viewport.width}`)
        }
      }
    }
    await browser.look('screen', '/screen')
    const shown = () => page.getAttribute('section[data-panel]:not([hidden])', 'data-panel')
    await page.setViewportSize({ width: 1366, height: 768 })
    await browser.goto('/screen?seconds=3')
    assert.equal(await shown(), 'rates')
    await page.waitForSelector('section[data-panel=trend]:not([hidden])')
    await page.keyboard.press('ArrowLeft')
    assert.equal(await shown(), 'rates')
    await page.keyboard.press('Space')
    assert.equal(await page.getAttribute('[data-pause]', 'aria-pressed'), 'true')
    await page.click('footer nav a[data-panel=funnel]')
    assert.equal(await shown(), 'funnel')
  },

  'the screen stands still for those who asked for less motion, and moves on by links without script': async (browser) => {
    await browser.as('office')
    const { page } = browser
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await browser.goto('/screen?seconds=3')
    assert.equal(await page.getAttribute('[data-pause]', 'aria-pressed'), 'true')
    await browser.as('office', { javaScriptEnabled: false })
    await browser.goto('/screen')
    await browser.page.click('footer nav a[data-panel=late]')
    await browser.page.waitForURL(/panel=late/)
    assert.equal(await browser.page.locator('section[data-panel]:not([hidden])').count(), 1)
  },

  'pages of a meeting are printed without what is for the screen': async (browser) => {
    await browser.as('office')
    const { page } = browser
    await browser.goto('/rounds')
    const round = await page.getAttribute('main a[href^="/rounds/"][href*="/rounds/1"], main tbody a[href^="/rounds/"]', 'href')
    const pages = {
      figure: '/figures?name=signed&by=zone',
      ranked: questions.rates,
      matrix: questions.matrix,
      funnel: questions.funnel,
      round,
      statistics: `${round.split('?')[0]}/statistics`,
      projects: '/projects',
      ranking: '/rankings/of/henan2022',
      definitions: '/figures/definitions',
    }
    for (const [name, address] of Object.entries(pages)) {
      const sheet = await printed(browser, name, address)
      assert.match(sheet.text, /来源：台账；范围：/, name)
      assert.match(sheet.text, /截至20\d\d年/, name)
      assert.doesNotMatch(sheet.text, /放到看板|退出登录|跳到正文|下载 SVG/, name)
    }
    assert.ok((await printed(browser, 'matrix', questions.matrix)).lies, 'a wide table lies on its side')
    assert.ok(!(await printed(browser, 'ranked', questions.rates)).lies, 'a narrow one stands')
  },
}
