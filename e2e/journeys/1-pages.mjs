// Every page, looked at: both languages, desktop and phone, nothing clipped, nothing complained about.

import assert from 'node:assert/strict'

/** The address, without its parameters, of the first link on a page to one thing of a kind: `/projects/` and a number. */
async function first(browser, address, kind) {
  await browser.goto(address)
  const links = await browser.page.$$eval('main a', (all) => all.map((link) => link.getAttribute('href')))
  const found = links.map((href) => href.match(/^(\/\w+\/)\d+/)).find((match) => match?.[1] === kind)
  assert.ok(found, `${address} links to no ${kind}`)
  return found[0]
}

export default {
  'somebody outside sees the sign-in page and is sent back to it from everywhere else': async (browser) => {
    await browser.as(null)
    await browser.look('sign-in', '/sign-in')
    await browser.goto('/projects?q=stage:signed')
    assert.match(browser.page.url(), /\/sign-in\?next=/)
  },

  'the provincial office reads the desk, the projects and one of them': async (browser) => {
    await browser.as('office')
    await browser.look('desk', '/')
    await browser.look('projects', '/projects')
    await browser.look('projects-filtered', '/projects?q=stage:commenced overdue:production&sort=-invest')
    await browser.look('projects-none', '/projects?q=stage:signed invest>=900000亿')
    await browser.look('project', await first(browser, '/projects?q=stage:producing', '/projects/'))
  },

  'the provincial office reads rounds and figures': async (browser) => {
    await browser.as('office')
    await browser.look('rounds', '/rounds')
    const round = await first(browser, '/rounds', '/rounds/')
    await browser.look('round', round)
    for (const by of ['city', 'zone', 'industry']) await browser.look(`round-statistics-${by}`, `${round}/statistics?by=${by}`)
    await browser.look('rounds-follow-up', '/rounds/follow-up')
    await browser.look('figures', '/figures')
    for (const by of ['zone', 'city', 'round', 'month']) await browser.look(`figures-by-${by}`, `/figures?name=signed&by=${by}`)
    await browser.look('figures-definitions', '/figures/definitions')
    await browser.look('figure-members', '/figures/signed/members')
    await browser.look('imports', '/imports')
  },

  'the office looks at starts, cohorts, rankings and what can be said': async (browser) => {
    await browser.as('office')
    await browser.look('starts', '/figures/starts')
    await browser.look('cohorts', '/figures/cohorts')
    await browser.look('rankings', '/rankings')
    const href = async (address, pattern) => {
      await browser.goto(address)
      const links = await browser.page.$$eval('main a', (all) => all.map((link) => link.getAttribute('href')))
      return links.find((link) => pattern.test(link))
    }
    const ranking = await href('/rankings', /^\/rankings\/of\//)
    await browser.look('ranking', ranking)
    const unit = await href(ranking, /\/units\/\d+/)
    await browser.look('ranking-unit', unit)
    await browser.look('ranking-inputs', await href(unit, /\/inputs/))
    await browser.look('ranking-scheme', await href('/rankings', /^\/rankings\/schemes/))
    await browser.look('indicators', '/indicators')
    await browser.look('affairs', '/indicators/affairs')
    for (const form of ['values', 'targets', 'occasions', 'roster', 'prints']) await browser.look(`indicators-${form}`, `/indicators/${form}`)
    await browser.look('devices', '/devices')
    const round = await first(browser, '/rounds', '/rounds/')
    await browser.look('round-pick', `${round}/pick`)
  },

  'a page of the past says so': async (browser) => {
    await browser.as('office')
    await browser.look('desk-past', '/?true-on=2025-06-30')
    await browser.goto('/?true-on=2025-06-30')
    assert.match(await browser.page.textContent('body'), /不是今天的/)
  },

  'the administrator keeps organisations, users and settings': async (browser) => {
    await browser.as('admin')
    await browser.look('settings', '/settings')
    await browser.look('orgs', '/orgs')
    await browser.look('org-new', '/orgs/new')
    await browser.look('users', '/users')
    await browser.look('user-new', '/users/new')
    await browser.look('user', await first(browser, '/users', '/users/'))
    await browser.look('classes', '/classes')
    await browser.look('classes-new', '/classes/new')
    await browser.look('classes-edit', await first(browser, '/classes', '/classes/'))
  },

  'the clerk opens every form of a project': async (browser) => {
    await browser.as('clerk')
    const project = await first(browser, '/projects?q=stage:commenced', '/projects/')
    for (const form of ['edit', 'stage-events', 'forecasts', 'investors', 'taxons', 'key-listings', 'parts', 'files', 'withdraw', 'plans', 'reports', 'paid-in', 'outputs', 'resumptions', 'permits']) {
      await browser.look(`project-${form}`, `${project}/${form}`)
    }
    await browser.look('project-new', '/projects/new')
  },

  'the provincial office corrects an investor': async (browser) => {
    await browser.as('office')
    const project = await first(browser, '/projects?q=stage:commenced origin:outside', '/projects/')
    const investor = await first(browser, project, '/investors/')
    await browser.look('investor', investor)
    await browser.look('investor-edit', `${investor}/edit`)
    await browser.look('investor-listings', `${investor}/listings`)
  },

  'the auditor reads the journal and one change': async (browser) => {
    await browser.as('auditor')
    await browser.look('changes', '/changes')
    await browser.look('change', await first(browser, '/changes', '/changes/'))
  },

  'everything that is read works without script': async (browser) => {
    await browser.as('clerk', { javaScriptEnabled: false })
    for (const address of ['/', '/projects', '/rounds', '/figures', '/figures?name=signed&by=zone']) {
      const response = await browser.goto(address)
      assert.ok(response.ok(), `${address} answered ${response.status()}`)
    }
  },

  'the neighbour sees nothing of the first zone': async (browser) => {
    await browser.as('clerk')
    const project = await first(browser, '/projects', '/projects/')
    await browser.as('neighbour')
    const response = await browser.goto(project)
    assert.equal(response.status(), 404)
    browser.complaints.length = 0
  },
}
