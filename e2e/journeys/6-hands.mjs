// Hands on the keys, a phone without script, and pages whose buttons do what they say.

import assert from 'node:assert/strict'

export default {
  'the keys of the help do what it says on a row of the ledger': async (browser) => {
    const page = await browser.as('clerk')
    await browser.goto('/projects')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    const row = () => page.evaluate(() => document.activeElement.closest('tr[data-row]')?.dataset.row)
    const id = await page.getAttribute('tbody tr[data-row]', 'data-row')
    assert.equal(await row(), id, 'j and k move from row to row')
    await page.keyboard.press('x')
    assert.ok(await page.isChecked(`tr[data-row="${id}"] input[type=checkbox]`), 'x selects')
    await page.keyboard.press('x')
    await page.keyboard.press('?')
    assert.ok(await page.isVisible('#keys-help'), '? opens the help')
    await page.keyboard.press('?')
    assert.ok(!(await page.isVisible('#keys-help')), '? closes it')
    await page.focus(`tr[data-row="${id}"]`)
    await page.keyboard.press('e')
    await page.waitForURL((url) => url.pathname === `/projects/${id}/edit`)
    await browser.goto(`/projects/${id}`)
    await page.keyboard.press('e')
    await page.waitForURL((url) => url.pathname === `/projects/${id}/edit`)
    for (const [letter, path] of [['d', '/'], ['r', '/rounds'], ['f', '/figures'], ['n', '/indicators'], ['b', '/bulletins'], ['i', '/imports']]) {
      await page.keyboard.press('g')
      await page.keyboard.press(letter)
      await page.waitForURL((url) => url.pathname === path)
    }
  },

  'on a phone without script the places are a menu that tells where one is': async (browser) => {
    const page = await browser.as('office', { javaScriptEnabled: false, size: 'phone' })
    await browser.goto('/rounds')
    assert.match(await page.innerText('.menu.go > summary'), /三个一批/)
    await page.click('.menu.go > summary')
    await page.click('.menu.go nav a[href^="/bulletins"]')
    await page.waitForURL((url) => url.pathname === '/bulletins')
  },

  'the words that a table moves sideways stand only above one that does': async (browser) => {
    const page = await browser.as('office', { size: 'phone' })
    const told = () => page.$$eval('.sideways', (all) => all.map((words) => {
      const frame = words.nextElementSibling
      return { shown: !words.hidden, moves: frame.scrollWidth > frame.clientWidth + 1 }
    }))
    const seen = []
    for (const address of ['/figures?name=byStage&by=city&by=stage', '/figures?name=roundEntries&by=list&by=year']) {
      await browser.goto(address)
      await page.waitForFunction(() => document.querySelectorAll('.chart-stage svg').length > 0 || !document.querySelector('[data-picture]'))
      seen.push(...await told())
    }
    for (const { shown, moves } of seen) assert.equal(shown, moves, JSON.stringify(seen))
    assert.ok(seen.some(({ shown }) => shown), 'one of them moves')
  },

  'choosing another list is another page, whose button adds to that list': async (browser) => {
    const page = await browser.as('office', { javaScriptEnabled: false })
    await browser.goto('/rounds')
    const links = await page.$$eval('main a', (all) => all.map((link) => link.getAttribute('href')))
    const round = links.find((href) => /^\/rounds\/\d+/.test(href)).match(/^\/rounds\/\d+/)[0]
    await browser.goto(`${round}/pick`)
    assert.match(await page.innerText('.submit .primary'), /签约一批/)
    await page.click('.tabs a:nth-child(2)')
    await page.waitForURL(/list=commencement/)
    assert.match(await page.innerText('.submit .primary'), /开工一批/)
  },
}
