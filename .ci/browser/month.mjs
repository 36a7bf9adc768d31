// A month of the portal, by people of every role: from blank returns to an edition and its correction.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filled, renamed, reworded } from './archive.mjs'
import { check, drawn, look, open, own, reach, signIn } from './page.mjs'

// mended hands in a workbook with what must be mended, mends the annotated copy of it, hands that in,
// and says in the page why the figure that is left is right.
async function mended(clerk, path, says, judged) {
  const handIn = async (name, buffer) => {
    await clerk.setInputFiles('form[data-up] input[type=file]', { name, mimeType: 'application/octet-stream', buffer })
    await clerk.click('form[data-up] button')
    await clerk.waitForURL(/taken=/)
    await judged(clerk)
  }
  await clerk.goto(path)
  const original = await clerk.context().request.get(await clerk.getAttribute('a[href*="/original/"]', 'href'))
  await handIn('6月报表.xlsx', filled(await original.body(), '计数', {}))
  await says(clerk, /第 2 版：还有 1 处必须改，2 处要改正或说明/, 'a wrong workbook is told')
  await clerk.goto('/')
  await drawn(clerk, '首页', 'form[data-up]')
  await clerk.goto(path)
  await drawn(clerk, '问题', 'article.find', 1200)
  const [copy] = await Promise.all([clerk.waitForEvent('download'), clerk.click('a:text-is("批注件")')])
  check(copy.suggestedFilename() === '6月报表-审核意见.xlsx', 'named ' + copy.suggestedFilename())
  const right = { F17: 1200, G17: 2426, I17: 0.8087, J17: '', F24: 1.5, G24: 5.25, I24: 0.35, J24: '' }
  await handIn('6月报表-审核意见.xlsx', filled(readFileSync(await copy.path()), '计数', right))
  await says(clerk, /第 3 版：还有 1 处要改正或说明/, 'a copy that was mended')
  await says(clerk, /和第 2 版比，改了 \d+ 处/, 'what was mended is listed')
  await look(clerk, 'mended')
  await clerk.fill('article.find textarea', '5月新纳入的 15 名儿童从6月起发放，5月的 18000 元7月补发')
  await drawn(clerk, '说明', 'article.find', 1200)
  await clerk.getByRole('button', { name: '提交说明' }).first().click()
  await judged(clerk)
  await says(clerk, /第 3 版：没有要改的/, 'an explanation is taken')
  check(await clerk.getByText('15 名儿童').count() > 0, 'the explanation is not shown')
  await look(clerk, 'explained')
  await clerk.locator('aside').getByRole('link', { name: '回执', exact: true }).click()
  await says(clerk, /报表收到回执.*第 3 版.*SHA-256/s, 'the receipt')
  check(await clerk.getByRole('button', { name: '打印', exact: true }).isVisible(), 'the receipt has no button to print it')
  await look(clerk, 'receipt')
  const sheets = (await clerk.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b/g) ?? []
  check(sheets.length === 1, `the receipt is printed on ${sheets.length} pages`)
}

// proposed uploads a plan in which one name is another, looks at what differs, and leaves it at that.
async function proposed(at, plan, says) {
  const director = await at('办公室负责人')
  await director.goto('/plan')
  await director.setInputFiles('form[action="/plan/proposed"] input[type=file]', { name: '新方案.xlsx', mimeType: 'application/octet-stream', buffer: renamed(readFileSync(plan), '改造城镇老旧小区', '改造老旧小区') })
  await director.click('form[action="/plan/proposed"] button')
  await says(director, /新方案和现在的有 1 处不同.*改造城镇老旧小区.*改造老旧小区/s, 'what differs in a new plan')
  await look(director, 'plan-diff')
  await director.context().close()
}

// signed takes a return from 提交 to 验收, each step by whose it is, by the keyboard alone.
async function signed(at, slip, sign, says) {
  for (const [role, button, then] of [['填报人', '提交，请复核和签发', '待复核'], ['审核人', '复核同意', '待签发'], ['负责人', '签发，报出第', '已报出'], ['经办', '验收', '已验收']]) {
    const page = await at(role)
    await page.goto(sign)
    await look(page, 'sign-' + slip[role].account)
    if (role === '负责人') {
      await page.goto(sign) // all that folds is closed again
      await drawn(page, '签发', 'details')
    }
    await page.goto(sign)
    if (role === '负责人') {
      await reach(page, '#ok')
      await page.keyboard.press('Space')
      check(await page.isChecked('#ok'), 'the space bar checks nothing')
    }
    await reach(page, 'button', button)
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
    await says(page, new RegExp(then), `${role}: ${button}`)
    await look(page, 'signed-' + slip[role].account)
    await page.context().close()
  }
}

// given saves what a unit is given of an edition that was sent out, and asks in vain for the office's.
async function given(at, path, period, says) {
  const clerk = await at('填报人')
  await clerk.goto(path)
  await says(clerk, /印发的通报和本单位的反馈.*卫政办发〔2024〕8号/s, 'what was sent out is offered')
  await look(clerk, 'issued')
  for (const name of ['通报（改）.docx', '反馈_中宁县.pdf', '汇总表_中宁县.xlsx']) {
    const [file] = await Promise.all([clerk.waitForEvent('download'), clerk.click(`a:text-is("${name}")`)])
    check(file.suggestedFilename() === `${period}_第1版_${name}`, 'named ' + file.suggestedFilename())
  }
  for (const name of ['汇总表.xlsx', '反馈_海原县.pdf']) {
    const answer = await clerk.goto(`${path}/issued/1/${encodeURIComponent(name)}`)
    check(answer.status() === 404, `${name}: ${answer.status()}`)
  }
  await clerk.context().close()
}

// unitOf is a unit's link in the board's table of units; what waits for the office names it, too.
const unitOf = (page, name) => page.getByRole('region', { name: '各单位', exact: true }).getByRole('link', { name, exact: true })

// month goes from blank returns to an edition that was sent out and its correction, each step by who does it.
export async function month(browser, server, slip, dir) {
  const period = '2024-06'
  const at = async role => {
    const page = await open(browser, server)
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

  await proposed(at, join(dir, 'huibao-demo', 'plan.xlsx'), says)
  const clerk = await at('填报人')
  await clerk.goto('/')
  const unit = (await clerk.getAttribute('form[data-up]', 'action')).split('/')[3]
  await mended(clerk, `/r/${period}/${unit}`, says, judged)
  await signed(at, slip, `/r/${period}/${unit}/sign`, says)
  await clerk.goto(`/r/${period}/${unit}/sign`)
  await says(clerk, /办公室已验收/, 'the clerk sees that it is done')
  await clerk.context().close()

  const officer = await at('经办')
  await officer.goto(`/board/${period}`)
  await drawn(officer, '总览', 'tbody tr:nth-child(6)', 1200)
  await look(officer, 'board-signed')
  await officer.goto(`/board/${period}/remind`)
  await drawn(officer, '催报', 'main form')
  await officer.goto(`/board/${period}`)
  const asked = (await unitOf(officer, '海原县').getAttribute('href')).split('/')[3]
  await officer.goto(`/decide/${period}/${asked}`)
  await judged(officer)
  await look(officer, 'decide')
  await officer.check('article [name=do]')
  await officer.fill('article [name=why]', '已与县民政局核对')
  await officer.click('article button')
  await says(officer, /还没有记下/, 'what a decision comes to')
  await drawn(officer, '影响', 'main form')
  await look(officer, 'foreseen')
  await officer.goto(`/lock/${period}`)
  await says(officer, /锁定和解锁归办公室负责人办/, 'the officer is told who locks')
  await look(officer, 'lock-officer')

  const director = await at('办公室负责人')
  await director.goto(`/board/${period}`)
  const late = (await unitOf(director, '市总工会').getAttribute('href')).split('/')[3]
  await director.goto(`/decide/${period}/${late}`)
  await judged(director)
  await director.fill('#waivew', '已两次催报')
  await director.locator('form:has(#waivew) button').click()
  await says(director, /不等：市总工会　还没有记下/, 'what it comes to not to wait')
  await director.getByRole('button', { name: '不等，记下' }).click()
  await says(director, /不等：已记下/, 'a late unit is not waited for')

  await director.goto(`/lock/${period}`)
  await judged(director)
  await drawn(director, '锁定', 'main form')
  await look(director, 'lock')
  await director.goto(`/lock/${period}`)
  await director.check('#rest')
  await director.fill('#why', '截止已过，未说明的先不计入')
  await director.getByRole('button', { name: '锁定，定稿' }).click()
  await says(director, /已锁定，定稿第 1 版/, 'locked')
  await look(director, 'locked')

  await officer.goto(`/lock/${period}`)
  const text = readFileSync(join(dir, 'huibao-demo', 'out', period, '第1版', '通报.docx'))
  for (const [document, answer] of [[reworded(text, /(name="f_3"\/><w:r><w:t[^>]*>)[^<]*/, (_, before) => before + '99'), /底稿为 \d+，印发稿为 99/],
    [reworded(text, '通报如下。', '予以通报。'), /以 卫政办发〔2024〕8号 印发；Word 文件的数字和表格与底稿一致/]]) {
    await officer.fill('#inumber', '卫政办发〔2024〕8号')
    await officer.setInputFiles('#docx', { name: '通报（改）.docx', mimeType: 'application/octet-stream', buffer: document })
    await officer.getByRole('button', { name: '登记', exact: true }).click()
    await says(officer, answer, 'an edited document is read back')
  }
  await given(at, `/r/${period}/${unit}`, period, says)
  await officer.selectOption('#unit', unit)
  await officer.fill('#uwhy', '3 人两个乡镇重复计入')
  await officer.getByRole('button', { name: '拟办解锁' }).click()
  await says(officer, /要由另一位办公室负责人来办/, 'prepared')
  await director.goto(`/lock/${period}`)
  await drawn(director, '解锁', '.grid')
  await look(director, 'unlock')
  await director.getByRole('button', { name: '同意，解锁' }).click()
  await says(director, /已解锁/, 'opened again by two')

  await director.goto(`/decide/${period}/${unit}`)
  await judged(director)
  await director.selectOption('#row', { index: 1 })
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
  await drawn(director, '成果', 'tbody tr:nth-child(6)')
  await look(director, 'corrected')
  await director.goto('/settings')
  await look(director, 'settings')
  for (const page of [officer, director]) await page.context().close()
}
