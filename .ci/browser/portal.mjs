// The portal in a real browser: node portal.mjs PROGRAM [FOLDER FOR PICTURES]
// Needs playwright-core and axe-core beside it (NODE_PATH does not serve modules), and Debian's chromium.
import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const need = createRequire(join(process.env.BROWSER_MODULES ?? '.', 'x.js'))
const { chromium } = need('playwright-core')
const axe = readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8')
const program = resolve(process.argv[2])
const pictures = process.argv[3]
const own = 'plum-Riverbank9'
const desktop = { width: 1366, height: 768 }
const narrow = { width: 390, height: 844 }

let failures = 0
function check(holds, what) {
  if (!holds) { failures++; console.log('FAILED ' + what) }
}

// serve starts the program and waits for its address; what it printed is in `said`.
function serve(dir, ...args) {
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
async function open(browser, server, options = {}) {
  const context = await browser.newContext({ viewport: desktop, baseURL: server.site, ...options })
  const page = await context.newPage()
  page.on('console', m => check(!/Content Security Policy|Refused to/.test(m.text()), 'report: ' + m.text()))
  page.on('pageerror', e => check(false, 'script: ' + e.message))
  return page
}

// look holds a page to both sizes: no violation of axe with all that folds open, nothing sideways.
async function look(page, name) {
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

async function signIn(page, account, password) {
  await page.goto('/login')
  await page.fill('#account', account)
  await page.fill('#password', password)
  await page.click('main form button')
}

// first signs in by a one-time password and sets an own one.
async function first(page, account, once) {
  await signIn(page, account, once)
  check(page.url().endsWith('/me'), `${account}: first to /me, not ${page.url()}`)
  await page.fill('#old', once)
  await page.fill('#fresh', own)
  await page.fill('#again', own)
  await page.click('form[action="/me/password"] button')
}

// byKeyboard signs in without a mouse, and walks the page: every stop can be seen.
async function byKeyboard(browser, server, account) {
  const page = await open(browser, server)
  await page.goto('/login')
  await page.keyboard.press('Tab')
  check(await page.evaluate(() => document.activeElement.className) === 'skip', 'the first stop is not the skip link')
  await page.keyboard.press('Enter')
  while (await page.evaluate(() => document.activeElement.id) !== 'account') await page.keyboard.press('Tab')
  await page.keyboard.type(account)
  await page.keyboard.press('Tab')
  await page.keyboard.type(own)
  await page.keyboard.press('Enter')
  await page.waitForURL(u => u.pathname !== '/login')
  const stops = []
  for (let i = 0; i < 400; i++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const e = document.activeElement
      if (!e || e === document.body) return null
      const s = getComputedStyle(e)
      const box = e.getBoundingClientRect()
      return { name: (e.textContent || e.id).trim().slice(0, 20), seen: box.width > 0 && box.height > 0 && (s.outlineStyle !== 'none' || s.boxShadow !== 'none'), y: box.top + scrollY, tag: e.tagName }
    })
    if (!stop) break
    check(stop.seen, `${page.url()}: the focus on ${stop.tag} ${stop.name} can't be seen`)
    stops.push(stop.name)
  }
  check(stops.includes('退出'), `${account}: 退出 is not reached by Tab: ${stops.join(' ')}`)
  await page.context().close()
}

// withoutScript goes the main way with script off.
async function withoutScript(browser, server, account, path) {
  const page = await open(browser, server, { javaScriptEnabled: false })
  await signIn(page, account, own)
  const answer = await page.goto(path)
  check(answer.status() === 200, `without script ${path}: ${answer.status()}`)
  await page.click('header form button')
  check(page.url().endsWith('/login'), 'without script: not signed out')
  await page.context().close()
}

// badNetwork: on a slow line the page comes; a cut line loses no sign-in and makes none.
async function badNetwork(browser, server, account) {
  const page = await open(browser, server)
  const line = await page.context().newCDPSession(page)
  await line.send('Network.enable')
  await line.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 6000, uploadThroughput: 6000 })
  await page.goto('/login', { timeout: 60000 })
  await page.fill('#account', account)
  await page.fill('#password', own)
  await line.send('Network.emulateNetworkConditions', { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 })
  await page.click('main form button', { noWaitAfter: true })
  await page.waitForURL(/chrome-error|login/, { timeout: 20000 }).catch(() => {})
  check((await page.context().cookies()).length === 0, 'a cut line made a session')
  await line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 })
  await signIn(page, account, own)
  check(!page.url().endsWith('/login'), 'after a cut line nobody signs in')
  // The session ends between page and post: the form is not done, and says so.
  await page.goto('/me')
  await page.context().clearCookies()
  await page.fill('#old', own)
  await page.fill('#fresh', own + 'x')
  await page.fill('#again', own + 'x')
  await page.click('form[action="/me/password"] button')
  check(/登录已过期/.test(await page.textContent('main')), 'an expired session is not told')
  await look(page, 'expired')
  await page.context().close()
}

// code is RFC 6238's, of now.
function code(secret) {
  let bits = ''
  for (const c of secret) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')
  const key = Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)))
  const sum = createHmac('sha1', key).update(step).digest()
  return String((sum.readUInt32BE(sum[19] & 15) & 0x7fffffff) % 1e6).padStart(6, '0')
}

// figures goes from the board to a figure, a unit's part and its cell by the keyboard alone,
// saves a file of the draft, and leaves the page open until it asks and its session ends.
async function figures(browser, server, slip) {
  const page = await open(browser, server)
  await page.clock.install()
  await signIn(page, slip['经办'].account, own)
  for (const [text, path] of [['21.2', '/f/2024-06/21.2'], ['中宁县', '/f/2024-06/21.2/C02']]) {
    for (let i = 0; i < 400; i++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(() => document.activeElement.textContent.trim()) === text) break
    }
    await page.keyboard.press('Enter')
    await page.waitForURL(u => u.pathname === path, { timeout: 10000 }).catch(() => check(false, `${text} is not reached by the keyboard: ${page.url()}`))
    await look(page, 'figure-' + text)
  }
  check(await page.isVisible('.sheet .hit'), 'the cell of a figure is not shown')
  await page.goto('/period/2024-06')
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('a:text-is("通报.pdf")')])
  check(file.suggestedFilename() === '2024-06_草稿_通报.pdf', 'named ' + file.suggestedFilename())
  const asked = page.waitForResponse(r => r.request().headers()['x-poll'] === '1')
  await page.clock.runFor(15000)
  check((await asked).status() === 304, 'a page that is the same is sent again')
  check(!await page.isVisible('[data-ending]'), 'the end of a session is told too early')
  await page.clock.runFor(50 * 60000)
  check(/10 分钟后过期/.test(await page.textContent('[data-ending]')), 'the end of a session is not told')
  await look(page, 'ending')
  await page.click('[data-ending] button')
  await page.waitForSelector('[data-ending]', { state: 'hidden' }).catch(() => check(false, 'a session is not used again'))
  await page.context().close()
  const clerk = await open(browser, server)
  await signIn(clerk, slip['填报人'].account, own)
  for (const [path, status] of [['/f/2024-06/21.2/C02', 200], ['/f/2024-06/21.2', 404], ['/f/2024-06/21.2/C03', 404]]) {
    const answer = await clerk.goto(path)
    check(answer.status() === status, `填报人 ${path}: ${answer.status()}`)
    if (status === 200) await look(clerk, 'figure-own')
  }
  await clerk.context().close()
}

// roles looks at every page of every role of the demo.
async function roles(browser, server) {
  const slip = Object.fromEntries([...server.said.matchAll(/(demo\d)[^\n]*?演示(\S+)[^\n]*?([a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{4})/g)].map(m => [m[2], { account: m[1], once: m[3] }]))
  check(Object.keys(slip).length === 7, 'seven roles, not ' + Object.keys(slip).join(' '))
  const visitor = await open(browser, server)
  for (const path of ['/login', '/no']) { await visitor.goto(path); await look(visitor, path === '/no' ? 'missing' : 'login') }
  await signIn(visitor, 'nobody', 'wrong-password')
  check(/账号或密码不对/.test(await visitor.textContent('[role=alert]')), 'a wrong password is not told')
  await visitor.context().close()
  for (const [role, { account, once }] of Object.entries(slip)) {
    const page = await open(browser, server)
    await first(page, account, once)
    const paths = new Set(['/', '/me', '/me/code'])
    await page.goto('/')
    for (const a of await page.$$eval('a[href^="/"]', list => list.map(a => a.getAttribute('href')))) paths.add(a)
    if (page.url().includes('/board/')) paths.add('/no')
    const seen = {}
    for (const path of paths) {
      if (path.startsWith('/blank/') || path.startsWith('/static/')) continue
      const kind = path.split(/[/?]/)[1]
      if ((seen[kind] = (seen[kind] ?? 0) + 1) > 2) continue // two of each kind
      const answer = await page.goto(path)
      check(answer.status() === (path === '/no' ? 404 : 200), `${role} ${path}: ${answer.status()}`)
      await look(page, account + path.replace(/\W+/g, '-'))
      if (path === '/people') {
        await page.click('tbody a')
        await look(page, account + '-person')
      }
    }
    const blank = await page.$('a[href^="/blank/"]') ?? await page.goto('/').then(() => page.$('a[href^="/blank/"]'))
    if (blank) {
      const [file] = await Promise.all([page.waitForEvent('download'), blank.click()])
      check(/^中宁县_2024-\d\d\.xlsx$/.test(file.suggestedFilename()), 'named ' + file.suggestedFilename())
    }
    await page.context().close()
  }
  await figures(browser, server, slip)
  await byKeyboard(browser, server, slip['填报人'].account)
  await byKeyboard(browser, server, slip['经办'].account)
  await withoutScript(browser, server, slip['负责人'].account, '/')
  await withoutScript(browser, server, slip['管理员'].account, '/people')
  await withoutScript(browser, server, slip['领导'].account, '/f/2024-06/21.2')
  await withoutScript(browser, server, slip['经办'].account, '/period/2024-06')
  await badNetwork(browser, server, slip['审核人'].account)
  return slip
}

// month goes from blank returns to an edition that was sent out and its correction, each step by who does it.
async function month(browser, server, slip, dir) {
  const period = '2024-06'
  const at = async role => {
    const page = await open(browser, server)
    page.setDefaultTimeout(180000)
    await signIn(page, slip[role].account, own)
    return page
  }
  const says = async (page, pattern, what) => check(pattern.test(await page.textContent('main')), `${what}: ${(await page.textContent('main')).replace(/\s+/g, ' ').slice(0, 300)}`)
  const judged = async page => { while (await page.$('[data-renew]')) { await page.waitForTimeout(500); await page.reload() } }
  const giver = await at('经办')
  await giver.goto('/blanks/2024-07')
  await says(giver, /还没有下发/, 'nobody has a blank return of July')
  await look(giver, 'blanks')
  await giver.getByRole('button', { name: '下发', exact: true }).click()
  await says(giver, /已下发 \d+ 份/, 'blank returns are given out')
  check(!/○ 还没有/.test(await giver.textContent('main')), 'each unit has a blank return')
  await giver.context().close()

  const clerk = await at('填报人')
  await clerk.goto('/')
  const form = await clerk.getAttribute('form[data-up]', 'action')
  const unit = form.split('/')[3]
  await clerk.goto(`/r/${period}/${unit}`)
  const original = await clerk.context().request.get(await clerk.getAttribute('a[href*="/original/"]', 'href'))
  const data = await original.body()
  data[data.length - 2] = 1 // the same workbook in other bytes: the length of the archive's comment
  await clerk.setInputFiles('form[data-up] input[type=file]', { name: '6月报表.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.concat([data, Buffer.from('2')]) })
  await clerk.click('form[data-up] button')
  await clerk.waitForURL(/taken=/)
  await judged(clerk)
  const sign = `/r/${period}/${unit}/sign`
  for (const [role, button, then] of [['填报人', '提交，请复核和签发', '待复核'], ['审核人', '复核同意', '待签发'], ['负责人', /签发，报出第/, '已报出'], ['经办', '验收', '已验收']]) {
    const page = await at(role)
    await page.goto(sign)
    await look(page, 'sign-' + slip[role].account)
    if (role === '负责人') await page.check('#ok')
    await page.getByRole('button', { name: button, exact: typeof button === 'string' }).click()
    await says(page, new RegExp(then), `${role}: ${button}`)
    await look(page, 'signed-' + slip[role].account)
    await page.context().close()
  }
  await clerk.goto(sign)
  await says(clerk, /办公室已验收/, 'the clerk sees that it is done')
  await clerk.context().close()

  const officer = await at('经办')
  await officer.goto(`/board/${period}`)
  await look(officer, 'board-signed')
  await officer.goto(`/decide/${period}/${unit}`)
  await judged(officer)
  await look(officer, 'decide')
  await officer.check('article [name=do]')
  await officer.fill('article [name=why]', '已与县民政局核对')
  await officer.click('article button')
  await says(officer, /还没有记下/, 'what a decision comes to')
  await look(officer, 'foreseen')
  await officer.goto(`/lock/${period}`)
  await says(officer, /锁定和解锁归办公室负责人办/, 'the officer is told who locks')
  await look(officer, 'lock-officer')

  const director = await at('办公室负责人')
  await director.goto(`/board/${period}`)
  const late = (await director.getByRole('link', { name: '市总工会', exact: true }).getAttribute('href')).split('/')[3]
  await director.goto(`/decide/${period}/${late}`)
  await judged(director)
  await director.fill('#waivew', '已两次催报')
  await director.locator('form:has(#waivew) button').click()
  await says(director, /不等：市总工会　还没有记下/, 'what it comes to not to wait')
  await director.getByRole('button', { name: '不等，记下' }).click()
  await says(director, /不等：已记下/, 'a late unit is not waited for')

  await director.goto(`/lock/${period}`)
  await judged(director)
  await look(director, 'lock')
  await director.check('#rest')
  await director.fill('#why', '截止已过，未说明的先不计入')
  await director.getByRole('button', { name: '锁定，定稿' }).click()
  await says(director, /已锁定，定稿第 1 版/, 'locked')
  await look(director, 'locked')

  await officer.goto(`/lock/${period}`)
  await officer.fill('#inumber', '卫政办发〔2024〕8号')
  await officer.setInputFiles('#docx', join(dir, 'huibao-demo', 'out', period, '第1版', '通报.docx'))
  await officer.getByRole('button', { name: '登记', exact: true }).click()
  await says(officer, /以 卫政办发〔2024〕8号 印发；Word 文件的数字和表格与底稿一致/, 'sent out')
  await officer.selectOption('#unit', unit)
  await officer.fill('#uwhy', '3 人两个乡镇重复计入')
  await officer.getByRole('button', { name: '拟办解锁' }).click()
  await says(officer, /要由另一位办公室负责人来办/, 'prepared')
  await director.goto(`/lock/${period}`)
  await look(director, 'unlock')
  await director.getByRole('button', { name: '同意，解锁' }).click()
  await says(director, /已解锁/, 'opened again by two')

  await director.goto(`/decide/${period}/${unit}`)
  await judged(director)
  await director.fill('#roww', '两个乡镇重复计入，核实以前不计')
  await director.locator('form:has(#roww) button').click()
  await says(director, /不采用：.*还没有记下/, 'what a row less comes to')
  await director.getByRole('button', { name: '不采用，记下' }).click()
  await says(director, /不采用：已记下/, 'a row less')
  await director.goto(`/lock/${period}`)
  await judged(director)
  if (await director.$('#rest')) {
    await director.check('#rest')
    await director.fill('#why', '更正已发的数')
  }
  await director.getByRole('button', { name: '锁定，定稿' }).click()
  await says(director, /已锁定，定稿第 2 版/, 'corrected')
  await director.goto(`/period/${period}`)
  await says(director, /现行第 2 版（更正）/, 'the correction is in force')
  check(await director.getByRole('link', { name: '更正.pdf', exact: true }).count() > 0, 'the correction is offered')
  await look(director, 'corrected')
  await director.goto('/settings')
  await look(director, 'settings')
  for (const page of [officer, director]) await page.context().close()
}

// beginning goes from the printed link to a 管理员 with a code, and a person's slip.
async function beginning(browser, server) {
  const page = await open(browser, server)
  await page.goto(server.said.match(/http:\S+\/setup\?key=\S+/)[0])
  await look(page, 'setup')
  await page.fill('#account', 'admin')
  await page.fill('#name', '某人')
  await page.fill('#fresh', own)
  await page.fill('#again', own)
  await page.click('main form button')
  check(page.url().endsWith('/me/code'), 'after setup to /me/code, not ' + page.url())
  await look(page, 'enrol')
  const secret = await page.getAttribute('[name=secret]', 'value')
  await page.fill('#code', code(secret))
  await page.click('main form button')
  check(page.url().endsWith('/people'), 'after a code to /people, not ' + page.url())
  await page.fill('#account', 'zhao')
  await page.fill('#name', '赵六')
  await page.check('input[value=领导]')
  await page.click('form[action="/people"] button')
  check(/[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{4}/.test(await page.textContent('.paper')), 'no one-time password')
  await look(page, 'slips')
  await page.click('header form button')
  await signIn(page, 'admin', own)
  check(await page.isVisible('#code'), 'no code is asked for')
  await look(page, 'code')
  await page.context().close()
}

const dir = mkdtempSync(join(tmpdir(), 'huibao-browser-'))
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--lang=zh-CN'] })
const servers = []
try {
  servers.push(await serve(dir, 'serve', '--demo', '--listen', '127.0.0.1:0'))
  const slip = await roles(browser, servers[0])
  await month(browser, servers[0], slip, dir)
  await servers[0].stop()
  const proved = spawn(program, ['-C', join(dir, 'huibao-demo'), 'ledger', 'verify'], { stdio: ['ignore', 'inherit', 'inherit'] })
  check(await new Promise(done => proved.on('exit', done)) === 0, 'the ledger verifies after the month')
  rmSync(join(dir, 'huibao-demo'), { recursive: true })
  const made = spawn(program, ['demo', '--quiet', 'w'], { cwd: dir })
  await new Promise(done => made.on('exit', done))
  servers.push(await serve(dir, '-C', 'w', 'serve', '--listen', '127.0.0.1:0'))
  await beginning(browser, servers[1])
  await servers[1].stop()
} finally {
  servers.forEach(s => s.child.kill())
  await browser.close()
  rmSync(dir, { recursive: true, force: true })
}
console.log(failures ? `${failures} failures` : 'the portal stands in a browser')
process.exit(failures ? 1 : 0)
