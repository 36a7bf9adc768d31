// The portal in a real browser: node portal.mjs PROGRAM [FOLDER FOR PICTURES [FOLDER OF THE HANDBOOK'S PICTURES]]
// The handbook's (docs/img) are drawn anew on the way, when a third folder is given.
// Needs playwright-core and axe-core beside it (NODE_PATH does not serve modules), and Debian's chromium.
import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { renamed } from './archive.mjs'
import { month } from './month.mjs'
import { check, chromium, drawn, failures, look, open, own, program, serve, signIn } from './page.mjs'

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

// printed: what a page says is on its A4 page, to the right edge.
async function printed(browser, server, account, path) {
  const page = await open(browser, server, { viewport: { width: 673, height: 1000 } }) // 178 mm between the margins
  await signIn(page, account, own)
  await page.goto(path)
  await page.emulateMedia({ media: 'print' })
  const out = await page.evaluate(() => [...document.querySelectorAll('th, td, dd, p:not(.cluster), h1, h2')].filter(e => e.getBoundingClientRect().width > 0 && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.textContent.trim().slice(0, 20)))
  check(out.length === 0, `${path} in print: beyond the edge: ${out.slice(0, 5).join(' | ')}`)
  check(!await page.isVisible('nav, .btn, footer a'), `${path} in print: what is for the screen is printed`)
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

// handsIn sends a file with the keyboard alone, or without script; it is one that is there already, and changes nothing.
async function handsIn(browser, server, account, options = {}) {
  const page = await open(browser, server, options)
  await signIn(page, account, own)
  await page.goto('/r/2024-06/C02')
  const original = await page.context().request.get(await page.getAttribute('a[href*="/original/"]', 'href'))
  const file = { name: '再报.xlsx', mimeType: 'application/octet-stream', buffer: await original.body() }
  if (options.javaScriptEnabled === false) {
    await page.setInputFiles('form[data-up] input[type=file]', file)
    await page.click('form[data-up] button')
  } else {
    for (let i = 0; i < 100 && await page.evaluate(() => document.activeElement.type) !== 'file'; i++) await page.keyboard.press('Tab')
    // Chromium now and then lets the first key on a page's file box pass.
    const chosen = key => Promise.all([page.waitForEvent('filechooser', { timeout: 20000 }), page.keyboard.press(key)])
    const [chooser] = await chosen('Enter').catch(() => chosen('Space'))
    await chooser.setFiles(file)
    for (let i = 0; i < 3 && await page.evaluate(() => document.activeElement.textContent) !== '报送'; i++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
  }
  await page.waitForURL(/taken=/)
  check(/收到了，已存好|刚才报的那个文件/.test(await page.textContent('main')), 'a file is not taken: ' + JSON.stringify(options))
  await page.context().close()
}

// badNetwork: on a slow line the page comes; a cut line loses no sign-in and makes none.
async function badNetwork(browser, server, account) {
  const page = await open(browser, server)
  const line = await page.context().newCDPSession(page)
  await line.send('Network.enable')
  await line.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 6000, uploadThroughput: 6000 })
  await page.goto('/login', { timeout: 180000 })
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

// endedUpload: who sends a file after his session ended is told what became of it, and signs in there.
async function endedUpload(browser, server, account) {
  const page = await open(browser, server)
  await signIn(page, account, own)
  await page.goto('/')
  await page.context().clearCookies()
  await page.setInputFiles('form[data-up] input[type=file]', { name: '补报.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('x') })
  await page.click('form[data-up] button')
  await page.waitForSelector('#account')
  check(/登录已过期，文件没有收下/.test(await page.textContent('[role=alert]')), 'what became of a file is not told')
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
    await page.waitForURL(u => u.pathname === path, { timeout: 60000 }).catch(() => check(false, `${text} is not reached by the keyboard: ${page.url()}`))
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
  await visitor.selectOption('#demo', slip['领导'].account)
  await visitor.click('.demo button')
  check(visitor.url().includes('/board/') && /领导/.test(await visitor.textContent('header')), 'in the demo nobody is another without a password: ' + visitor.url())
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
  await handsIn(browser, server, slip['填报人'].account)
  await handsIn(browser, server, slip['填报人'].account, { javaScriptEnabled: false })
  await withoutScript(browser, server, slip['负责人'].account, '/')
  await withoutScript(browser, server, slip['管理员'].account, '/people')
  await withoutScript(browser, server, slip['领导'].account, '/f/2024-06/21.2')
  await withoutScript(browser, server, slip['经办'].account, '/period/2024-06')
  for (const path of ['/', '/r/2024-06/C02', '/r/2024-06/C02/sign', '/f/2024-06/21.2/C02']) await printed(browser, server, slip['填报人'].account, path)
  for (const path of ['/board/2024-06', '/period/2024-06']) await printed(browser, server, slip['经办'].account, path)
  await badNetwork(browser, server, slip['审核人'].account)
  await endedUpload(browser, server, slip['填报人'].account)
  return slip
}

// longNames gives a unit and an indicator of a demo of its own names of 60 characters without a space, and looks
// whether pages hold them. A locked period would keep the names of then.
async function longNames(browser, server, plan) {
  const unit = '中宁县' + '人民政府民生实事推进工作领导小组协调联络考核评价数据汇总报送专班'.repeat(2).slice(0, 57)
  const name = '改造城镇老旧小区' + 'Abcdefghijklmnopqrstuvwxyz'.repeat(2)
  writeFileSync(plan, renamed(renamed(readFileSync(plan), '中宁县', unit), '改造城镇老旧小区', name))
  const clerk = await as(browser, server, 'demo1')
  for (let i = 0; i < 120 && !(await clerk.textContent('main')).includes(unit); i++) { // the plan is looked at every ten seconds
    await clerk.waitForTimeout(1000)
    await clerk.goto('/')
  }
  check((await clerk.textContent('main')).includes(unit), 'the names of a plan that lies there are not in force')
  await look(clerk, 'long-home')
  await clerk.goto('/r/2024-06/C02')
  check((await clerk.textContent('main')).includes(unit), "a unit's return has another name")
  await look(clerk, 'long-return')
  await clerk.context().close()
  const officer = await as(browser, server, 'demo4')
  for (const [path, long] of [['/board/2024-06', unit], ['/f/2024-06/21.2', name], ['/people', unit]]) {
    await officer.goto(path)
    check((await officer.textContent('main')).includes(long), path + ' has another name')
    await look(officer, 'long' + path.replace(/\W+/g, '-'))
  }
  await officer.context().close()
}

// as is a page of one of the demo's people.
async function as(browser, server, account) {
  const page = await open(browser, server)
  await page.goto('/login')
  await page.selectOption('#demo', account)
  await page.click('form[action="/demo"] button')
  return page
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
  await drawn(page, '人员', '#main .grid')
  await page.fill('#account', 'zhao')
  await page.fill('#name', '赵六')
  await page.check('input[value=领导]')
  await page.click('form[action="/people"] button')
  check(/[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{4}/.test(await page.textContent('.paper')), 'no one-time password')
  await drawn(page, '密码条', '.paper')
  await look(page, 'slips')
  await page.click('header form button')
  await signIn(page, 'admin', own)
  check(await page.isVisible('#code'), 'no code is asked for')
  await look(page, 'code')
  await page.context().close()
}

const dir = mkdtempSync(join(tmpdir(), 'huibao-browser-'))
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--lang=zh-CN'], env: { ...process.env, LANGUAGE: 'zh_CN' } })
const servers = []
try {
  servers.push(await serve(dir, 'serve', '--demo', '--listen', '127.0.0.1:0'))
  const slip = await roles(browser, servers[0])
  await month(browser, servers[0], slip, dir)
  await servers[0].stop()
  const proved = spawn(program, ['-C', join(dir, 'huibao-demo'), 'ledger', 'verify'], { stdio: ['ignore', 'inherit', 'inherit'] })
  check(await new Promise(done => proved.on('exit', done)) === 0, 'the ledger verifies after the month')
  rmSync(join(dir, 'huibao-demo'), { recursive: true })
  servers.push(await serve(dir, 'serve', '--demo', '--listen', '127.0.0.1:0'))
  await longNames(browser, servers[1], join(dir, 'huibao-demo', 'plan.xlsx'))
  await servers[1].stop()
  rmSync(join(dir, 'huibao-demo'), { recursive: true })
  const made = spawn(program, ['demo', '--quiet', 'w'], { cwd: dir })
  await new Promise(done => made.on('exit', done))
  servers.push(await serve(dir, '-C', 'w', 'serve', '--listen', '127.0.0.1:0'))
  await beginning(browser, servers[2])
  await servers[2].stop()
} finally {
  servers.forEach(s => s.child.kill())
  await browser.close()
  rmSync(dir, { recursive: true, force: true })
}
console.log(failures ? `${failures} failures` : 'the portal stands in a browser')
process.exit(failures ? 1 : 0)
