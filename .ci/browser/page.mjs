// What every part of the browser's test needs: the program as a server, pages that listen, pictures.
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { few } from './picture.mjs'

const need = createRequire(join(process.env.BROWSER_MODULES ?? '.', 'x.js'))
export const { chromium } = need('playwright-core')
const axe = readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8')
export const program = resolve(process.argv[2])
const [pictures, handbook] = process.argv.slice(3)
export const own = 'plum-Riverbank9'
const desktop = { width: 1366, height: 768 }
const narrow = { width: 390, height: 844 }

export let failures = 0
export function check(holds, what) {
  if (!holds) { failures++; console.log('FAILED ' + what) }
}

// serve starts the program and waits for its address; what it printed is in `said`.
export function serve(dir, ...args) {
  const child = spawn(program, args, { cwd: dir })
  const it = { said: '', child }
  it.ready = new Promise((done, fail) => {
    child.on('exit', () => fail(new Error('serve ended: ' + it.said)))
    const hear = data => {
      it.said += data
      const m = it.said.match(/正在 (http:\S+) 提供服务/)
      if (m) { it.site = m[1]; done(it) }
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
  })
  it.stop = () => new Promise(done => { child.removeAllListeners('exit'); child.on('exit', done); child.kill('SIGINT') })
  return it.ready
}

// open is a page of a context of its own, that listens for what must not be said.
export async function open(browser, server, options = {}) {
  const context = await browser.newContext({ viewport: desktop, baseURL: server.site, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(180000) // a machine may be busy; what never comes still ends
  page.on('console', m => check(!/Content Security Policy|Refused to/.test(m.text()), 'report: ' + m.text()))
  page.on('pageerror', e => check(false, 'script: ' + e.message))
  return page
}

// look holds a page to both sizes: no violation of axe with all that folds open, nothing sideways.
export async function look(page, name) {
  for (const size of [desktop, narrow]) {
    await page.setViewportSize(size)
    await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true }))
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${size.width}.png`), fullPage: true })
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    check(width <= size.width, `${name} at ${size.width}: ${width} wide`)
    await page.evaluate(axe)
    const found = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
    for (const v of found.violations) check(false, `${name} at ${size.width}: ${v.id}: ${v.help}: ${v.nodes.map(n => n.html).slice(0, 3).join(' | ')}`)
  }
  await page.setViewportSize(desktop)
}

// drawn puts a picture of a page into the handbook: its top, down to what `to` names.
export async function drawn(page, name, to, width = 960) {
  if (!handbook) return
  await page.setViewportSize({ width, height: 640 })
  await page.evaluate(() => document.querySelectorAll('.demo').forEach(e => { e.hidden = true }))
  const end = await page.locator(to).first().evaluate(e => e.getBoundingClientRect().bottom + scrollY + 12)
  const tall = await page.evaluate(() => document.documentElement.scrollHeight)
  writeFileSync(join(handbook, `网页-${name}.png`), few(await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(end, tall) } })))
  await page.setViewportSize(desktop)
}

// reach goes by the tabulator to the element that a selector, and a text where one is given, name; it must
// be seen that it is there.
export async function reach(page, selector, text) {
  for (let i = 0; i < 400; i++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(([selector, text]) => {
      const e = document.activeElement
      if (!e || !e.matches(selector) || text && !e.textContent.trim().startsWith(text)) return null
      const s = getComputedStyle(e), box = e.getBoundingClientRect()
      return { seen: box.width > 0 && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && (s.outlineStyle !== 'none' || s.boxShadow !== 'none') }
    }, [selector, text ?? ''])
    if (!at) continue
    check(at.seen, `by the keyboard: ${selector} ${text ?? ''} cannot be seen`)
    return true
  }
  check(false, `by the keyboard: ${selector} ${text ?? ''} is not reached at ${page.url()}`)
  return false
}

export async function signIn(page, account, password) {
  await page.goto('/login')
  await page.fill('#account', account)
  await page.fill('#password', password)
  await page.click('main form button')
}
