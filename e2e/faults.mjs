// What a person would find wrong with the looks of a page, told by the page itself. Runs inside the page.

/** @param {{ isPhone: boolean }} seen @returns {string[]} one sentence for each fault */
export function faults({ isPhone }) {
  const found = []
  const tell = (words, element) => {
    if (found.length < 12) found.push(`${words}: ${name(element)}`)
  }
  const name = (element) => {
    const kind = element.tagName.toLowerCase() + [...element.classList].map((one) => `.${one}`).join('')
    return `${kind} “${(element.innerText || element.value || '').trim().replace(/\s+/g, ' ').slice(0, 40)}”`
  }
  const isShown = (element) => {
    if (element.closest('details:not([open]) > :not(summary)')) return false
    const box = element.getBoundingClientRect()
    return box.width > 1 && box.height > 1 && getComputedStyle(element).visibility === 'visible' && !element.closest('.unseen')
  }
  const all = (selector) => [...document.querySelectorAll(selector)].filter(isShown)

  const wide = document.scrollingElement.scrollWidth - window.innerWidth
  if (wide > 0) {
    const out = all('body *').find((element) => element.getBoundingClientRect().right > window.innerWidth + 1 && !scrolls(element.parentElement))
    tell(`the page is ${wide} px wider than the window`, out ?? document.body)
  }

  /** Whether an element lies in a frame that scrolls sideways. */
  function scrolls(element) {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      if (/auto|scroll|hidden/.test(getComputedStyle(at).overflowX)) return true
    }
    return false
  }

  // A table that says that it moves sideways may, an annex that lies on its side on paper too, and one of a sheet's rows to be mended is as wide as the sheet where
  // it does not fold; any other shows all its columns.
  for (const frame of all('.grid-wrap, .chart .numbers')) {
    const hidden = frame.scrollWidth - frame.clientWidth
    const may = frame.matches('.matrix, .bulletin > .wide') || (!isPhone && (!frame.matches('.chart .numbers, .short') || frame.querySelector('td input[type=text]')))
    if (hidden > 1 && !may) tell(`${hidden} px of a table are out of view`, frame)
  }

  // Letters one under the other: a cell narrower than four letters of its own with three lines or more.
  for (const cell of all('td, th, dd, dt, li')) {
    const style = getComputedStyle(cell)
    const inside = cell.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
    const letter = parseFloat(style.fontSize)
    const range = document.createRange()
    range.selectNodeContents(cell)
    const lines = range.getBoundingClientRect().height / (parseFloat(style.lineHeight) || 1.4 * letter)
    const text = cell.innerText.trim()
    if (inside < 3.5 * letter && lines >= 3 && text.length > 6) tell(`${Math.round(lines)} lines in ${Math.round(inside)} px`, cell)
  }

  // Text that its own box cuts off.
  for (const element of all('a, button, summary, label, p, h1, h2, h3, dd, dt, td, th, span, strong, code, li')) {
    const style = getComputedStyle(element)
    const isCut = style.overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1
    if (isCut && style.textOverflow !== 'ellipsis') tell('its text is cut off', element)
  }
  for (const field of all('main input[type=text], main select')) {
    const isCut = field.tagName === 'INPUT' && field.scrollWidth > field.clientWidth + 1
    if (isCut && isPhone && field.clientWidth < 120) tell('what it holds is cut off', field)
  }

  // Letters of a picture over other letters of it. What leans is measured as it lies.
  for (const picture of all('.chart .picture svg')) {
    const texts = [...picture.querySelectorAll('text')].filter(isShown).map((text) => ({ text, corners: cornersOf(text) }))
    const clash = texts.flatMap((one, place) => texts.slice(place + 1).filter((other) => meet(one.corners, other.corners)).map((other) => [one, other]))[0]
    if (clash) found.push(`in a picture “${clash[0].text.textContent}” and “${clash[1].text.textContent}” run into each other`)
  }

  /** The corners of a text on the screen; a line is higher than its letters. */
  function cornersOf(text) {
    const { x, y, width, height } = text.getBBox()
    const { a, b, c, d, e, f } = text.getScreenCTM()
    const [top, foot] = [y + height * 0.2, y + height * 0.8]
    return [[x, top], [x + width, top], [x + width, foot], [x, foot]].map(([left, down]) => [a * left + c * down + e, b * left + d * down + f])
  }

  /** Whether two boxes share any of the plane: they don't where a side of one of them has the other beyond it. */
  function meet(one, other) {
    const apart = (corners) => corners.some(([x, y], place) => {
      const [nextX, nextY] = corners[(place + 1) % 4]
      const along = (box) => box.map(([px, py]) => (px - x) * (nextY - y) - (py - y) * (nextX - x))
      const [own, its] = [along(one), along(other)]
      return Math.max(...own) <= Math.min(...its) || Math.max(...its) <= Math.min(...own)
    })
    return !apart(one) && !apart(other)
  }

  const top = document.querySelector('header.top')
  if (top && isPhone) {
    const height = top.getBoundingClientRect().height
    if (height > 112) tell(`the bar is ${Math.round(height)} px high`, top)
  }
  const here = all('.places [aria-current], .menu.go > summary')
  if (document.querySelector('.places [aria-current]')) {
    const inView = (element) => {
      const box = element.getBoundingClientRect()
      return box.left >= 0 && box.right <= window.innerWidth && box.top >= 0 && box.bottom <= window.innerHeight
    }
    if (!here.some(inView)) tell('the navigation does not show where one is', document.querySelector('.places [aria-current]'))
  }

  if (isPhone) {
    const targets = 'button, .button, summary, select, .head .row > a, input[type=text], input[type=search], input[type=date], input[type=file], .tabs a, .pager a, header.top a, .grid .pick label'
    for (const target of all(targets)) {
      const { height } = target.getBoundingClientRect()
      if (height < 40 && !target.matches('button.link')) tell(`only ${Math.round(height)} px high to hit`, target)
    }
  }

  const words = document.querySelector('main')?.innerText ?? ''
  const untold = words.match(/\b(undefined|NaN|null)\b|\{[a-z_]+\}|\b[a-z_]+\.[a-z]+_[a-z_]+\b/)
  if (untold) found.push(`the page says “${untold[0]}”`)
  return found
}
