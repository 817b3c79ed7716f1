export default {
  'look': async (browser) => {
    await browser.as('office')
    const { page } = browser
    const q = {
      side: '/figures/side',
      side2: '/figures/side?name=signed&name=started&name=startRateOverSigned&name=overdueStart&by=zone',
      definitions: '/figures/definitions',
      defnew: '/figures/definitions/new',
      rankings: '/rankings',
      ranking: '/rankings/of/henan2022',
      templates: '/bulletins/templates',
      templatesnew: '/bulletins/templates/new',
      bulletins: '/bulletins',
      bulletinnew: '/bulletins/new',
      figures: '/figures',
      compare: '/figures/compare?name=started',
    }
    for (const [n, a] of Object.entries(q)) {
      try { await browser.look('look-' + n, a) } catch (e) { console.log('LOOK', n, e.message.slice(0, 800)) }
      browser.complaints.length = 0
    }
    const links = new Set()
    for (const a of ['/rankings', '/rankings/of/henan2022', '/figures', '/bulletins', '/bulletins/templates', '/figures/definitions']) {
      await browser.goto(a)
      for (const h of await page.$$eval('main a[href]', (l) => l.map((x) => x.getAttribute('href')))) links.add(h)
    }
    console.log([...links].slice(0, 300).join('\n'))
  },
}
