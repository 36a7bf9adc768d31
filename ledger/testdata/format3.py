#!/usr/bin/python3
"""format3.py HUIBAO PLANS OUT.zip: makes format3.zip, a workspace whose ledger has format 3.

HUIBAO is the last program of format 3, PLANS the plans.json of the shared cases (plan
"small"), OUT.zip what is written. Needs python3-openpyxl. Every command has its --date,
and what Python writes bears no time, so a second making differs only in who ran it.
format3.md says what the workspace holds.
"""
import datetime, hashlib, json, os, re, shutil, subprocess, sys, tempfile, zipfile
from decimal import Decimal
import openpyxl

HUIBAO, PLANS, OUT = os.path.abspath(sys.argv[1]), sys.argv[2], os.path.abspath(sys.argv[3])
TMP = tempfile.mkdtemp()
WS = os.path.join(TMP, 'format3')
PLAN = json.load(open(PLANS, encoding='utf-8'))['small']
HEADS = []
LEFT_OUT = ('issued/', 'ledger/.', 'ledger/ledger.db-journal', 'out/2025-01/returned/', 'out/2025-02/returned/', 'expect/locked-2025-01/')
STAMP = (2025, 4, 9, 9, 0, 0)


def huibao(*args, want=(0,)):
    p = subprocess.run([HUIBAO, '-C', WS, *args], capture_output=True, env=dict(os.environ, NO_COLOR='1'))
    out = p.stdout.decode() + p.stderr.decode()
    print('$ huibao', *args, '→', p.returncode)
    if '--json' not in args:
        print(re.sub('^', '    ', out.replace(TMP + '/', '').strip(), flags=re.M))
    if p.returncode not in want:
        sys.exit('unexpected')
    return p.stdout.decode()


def undated(path):
    """Takes the times out of what openpyxl saved."""
    z = zipfile.ZipFile(path)
    parts = {n: z.read(n) for n in z.namelist()}
    z.close()
    core = parts['docProps/core.xml'].decode()
    parts['docProps/core.xml'] = re.sub(r'\d{4}-\d\d-\d\dT[\d:]+Z', '2025-01-02T03:04:06Z', core).encode()
    with zipfile.ZipFile(path, 'w') as z:
        for n, b in parts.items():
            z.writestr(zipfile.ZipInfo(n, STAMP), b, zipfile.ZIP_DEFLATED)


def calculated(path, results):
    """Stores beside the formulas of 本年累计 what Excel would have stored."""
    z = zipfile.ZipFile(path)
    parts = {n: z.read(n) for n in z.namelist()}
    z.close()
    book, rels = parts['xl/workbook.xml'].decode(), parts['xl/_rels/workbook.xml.rels'].decode()
    for title, ref, value in results:
        rid = re.search(r'<sheet [^>]*name="%s"[^>]*r:id="([^"]+)"' % title, book).group(1)
        rel = re.search(r'<Relationship [^>]*Id="%s"[^>]*/>' % rid, rels).group(0)
        part = 'xl/' + re.sub('^/?(xl/)?', '', re.search(r'Target="([^"]+)"', rel).group(1))
        x, n = re.subn(r'(<c r="%s"[^>]*>)(<f>.*?</f>)<v ?/?>(</v>)?</c>' % ref, r'\g<1>\g<2><v>%s</v></c>' % value, parts[part].decode(), flags=re.S)
        if n != 1:
            sys.exit(f'no formula at {title}!{ref}')
        parts[part] = x.encode()
    with zipfile.ZipFile(path, 'w') as z:
        for n, b in parts.items():
            z.writestr(zipfile.ZipInfo(n, STAMP), b, zipfile.ZIP_DEFLATED)


def make_plan(path):
    wb = openpyxl.Workbook()
    wb.remove(wb.active)
    for name, t in PLAN['sheets'].items():
        s = wb.create_sheet(name)
        s.append(t['head'])
        for r in t['rows']:
            s.append(r)
    wb.save(path)
    undated(path)


def merge(unit, heir):
    """Writes 后继 into plan.xlsx, with no day, and gives the heir the merged unit's parts."""
    p = os.path.join(WS, 'plan.xlsx')
    wb = openpyxl.load_workbook(p)
    s = wb['单位']
    col = [c.value for c in s[1]].index('后继') + 1
    row = next(r[0].row for r in s.iter_rows(min_row=2) if r[1].value == unit)
    s.cell(row, col).value = heir
    s = wb['分解']
    old, new = ([c.value for c in s[1]].index(u) + 1 for u in (unit, heir))
    for r in range(2, s.max_row + 1):
        s.cell(r, new).value += s.cell(r, old).value
        s.cell(r, old).value = None
    wb.save(p)
    undated(p)


def places(wb):
    out = {}
    for s in wb.worksheets:
        head = None
        for row in s.iter_rows() if s.sheet_state == 'visible' else ():
            t = [str(c.value or '').replace('\n', '').replace(' ', '') for c in row]
            if head is None:
                head = t if t and t[0] == '编码' and len(t) > 6 else None
            elif t[0]:
                out.update({(t[0], h): (s, row[0].row, i + 1) for i, h in enumerate(head) if h})
    return out


def truth(unit, month):
    at = lambda v: v[month - 1] if isinstance(v, list) else v
    return {(code, h): at(v) for code, d in PLAN['values'].get(unit, {}).items() for h, v in d.items()}


def fill(unit, period, values, day, path):
    """Fills in the blank that was issued and hands it in."""
    wb = openpyxl.load_workbook(f'{WS}/issued/{period}/{unit}_{period}.xlsx')
    front = {'填报人': '甲', '联系电话': '0900-0000000', '审核人': '乙', '签批人': '丙', '填报日期': datetime.date.fromisoformat(day)}
    for r in wb['填报说明'].iter_rows():
        if str(r[0].value or '') in front:
            wb['填报说明'].cell(r[0].row, 2).value = front[r[0].value]
    for s in wb.worksheets:
        for c in (c for r in s.iter_rows() for c in r if c.comment):
            c.comment = None  # only to keep the archive small
    pl, results = places(wb), []
    for (code, head), v in values.items():
        s, r, c = pl.get((code, head)) or next(p for (k, h), p in pl.items() if k == code and h.startswith(head))
        s.cell(r, c).value = datetime.date.fromisoformat(v) if isinstance(v, str) and re.fullmatch(r'\d{4}-\d\d-\d\d', v) else v
    for (code, head), (s, r, c) in pl.items():
        now = pl.get((code, '本期完成'))
        if head == '本年累计' and now and str(s.cell(r, c).value).startswith('='):
            number = lambda p: Decimal(str(s.cell(r, p[2]).value or 0)) if p else Decimal(0)
            results.append((s.title, s.cell(r, c).coordinate, format((number(pl.get((code, '上期累计'))) + number(now)).normalize(), 'f')))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    wb.save(path)
    calculated(path, results)
    undated(path)


def hand_in(unit, period, day, name=None, **edits):
    values = truth(unit, int(period[5:]))
    values.update({tuple(k.split('|')): v for k, v in edits.items()})
    path = f'{WS}/returns/{period}/{name or unit + "_" + period + ".xlsx"}'
    fill(unit, period, values, day, path)
    return path


def notice(period, name):
    """A workbook that is no return."""
    wb = openpyxl.Workbook()
    wb.active.title = '通讯录'
    for row in (['姓名', '科室'], ['甲', '综合科'], ['乙', '社会科']):
        wb.active.append(row)
    path = f'{WS}/returns/{period}/{name}'
    wb.save(path)
    undated(path)


def text(period, name, content):
    path = f'{WS}/returns/{period}/{name}'
    os.makedirs(os.path.dirname(path), exist_ok=True)
    open(path, 'w', encoding='utf-8', newline='').write(content)


def finding(period, unit, code, row):
    d = json.load(open(f'{WS}/out/{period}/findings.json', encoding='utf-8'))
    found = [f['id'] for x in d['files'] if x.get('unit') == unit for f in x['findings'] if f['code'] == code and f.get('indicator') == row]
    return found[0]


def run(period, day, *args):
    huibao('run', '--period', period, '--date', day, *args, want=(0, 1))


def lock(period, day, *args):
    out = huibao('lock', period, '--date', day, *args)
    HEADS.append((f'lock {period}', re.search(r'\d+:[0-9a-f]{64}', out).group(0)))


def issued(period):
    """Notes what a period's outputs are as locked."""
    os.makedirs(f'{WS}/expect/locked-{period}', exist_ok=True)
    with open(f'{WS}/expect/locked-{period}.sha256', 'w', encoding='utf-8') as f:
        for n in sorted(os.listdir(f'{WS}/out/{period}')):
            p = f'{WS}/out/{period}/{n}'
            if os.path.isfile(p):
                f.write(f'{hashlib.sha256(open(p, "rb").read()).hexdigest()}  out/{period}/{n}\n')
    shutil.copy(f'{WS}/out/{period}/汇总表.xlsx', f'{WS}/expect/locked-{period}/汇总表.xlsx')


def verify(what):
    head = json.loads(huibao('ledger', 'verify', '--json'))['head']
    HEADS.append((what, head if isinstance(head, str) else f'{head["length"]}:{head["hash"]}'))


def january():
    p = '2025-01'
    huibao('issue', '--period', p, '--date', '2025-01-20')
    hand_in('云岭县', p, '2025-01-26', **{'1.1|本期完成': 14})  # A
    hand_in('石桥区', p, '2025-01-26')
    q = hand_in('柳河县', p, '2025-01-26')
    inner = open(q, 'rb').read()
    os.remove(q)
    with zipfile.ZipFile(f'{WS}/returns/{p}/柳河县1月报表.zip', 'w') as z:
        z.writestr(zipfile.ZipInfo('柳河县_2025-01.xlsx', STAMP), inner, zipfile.ZIP_DEFLATED)
    hand_in('市教育局', p, '2025-01-26')
    notice(p, '通讯录.xlsx')
    text(p, '收到.csv', '文件,时间,方式\r\n石桥区_2025-01.xlsx,2025-01-26 15:20,邮件\r\n市教育局_2025-01.xlsx,2025-01-27 09:05,内网\r\n')
    run(p, '2025-01-27', '--public')
    hand_in('云岭县', p, '2025-02-02', **{'1.1|本期完成': 15, '1.5|本年累计实发': 118000})  # B in place of A
    run(p, '2025-02-03', '--public')
    huibao('accept', finding(p, '云岭县', 'L05', '1.5'), '--period', p, '--why', '已电话核实：一月有十余人次月补发', '--date', '2025-02-04')
    run(p, '2025-02-05', '--public')
    lock(p, '2025-02-08', '--why', '市民政局无本级数据')
    huibao('report', '--period', p, '--public', '--date', '2025-02-08')  # lock took the public outputs away
    issued(p)


def february():
    p = '2025-02'
    huibao('issue', '--period', p, '--date', '2025-02-20')
    hand_in('云岭县', p, '2025-02-26', **{'1.5|本年累计实发': 238000, '1.5|说明': '银行代发系统升级，一月差额两千元将于三月十日前补发到位'})
    first = hand_in('石桥区', p, '2025-02-26', name='石桥区2月初报.xlsx', **{'1.1|本期完成': 10})
    hand_in('柳河县', p, '2025-02-26')
    hand_in('市教育局', p, '2025-02-26')
    run(p, '2025-02-27')
    hand_in('石桥区', p, '2025-03-02', name='石桥区2月报表（更正）.xlsx')
    run(p, '2025-03-03')
    os.remove(first)  # superseded, and then no more in returns/
    run(p, '2025-03-04')
    lock(p, '2025-03-08', '--why', '市民政局无本级数据')
    issued(p)
    huibao('unlock', p, '--unit', '云岭县', '--why', '漏报两户无障碍改造', '--date', '2025-03-10')
    hand_in('云岭县', p, '2025-03-11', name='云岭县_2025-02_更正.xlsx', **{'1.1|本期完成': 17, '1.5|本年累计实发': 238000, '1.5|说明': '银行代发系统升级，一月差额两千元将于三月十日前补发到位'})
    run(p, '2025-03-12')


def march():
    p = '2025-03'
    merge('柳河县', '石桥区')
    huibao('issue', '--period', p, '--date', '2025-03-20')
    why = {'1.5|本年累计实发': 358000, '1.5|说明': '银行代发系统升级，差额已于三月十日补发到位'}
    hand_in('云岭县', p, '2025-03-26', **why)
    hand_in('云岭县', p, '2025-03-27', name='云岭县3月报表.xlsx', **{'1.1|本期完成': 21}, **why)
    both, sum_of = truth('石桥区', 3), truth('柳河县', 3)
    for k in both:
        if k[0] not in ('2.2',) and k[1] not in ('实际执行标准', '执行日期'):
            both[k] = float(Decimal(str(both[k])) + Decimal(str(sum_of[k]))) if isinstance(both[k], float) else both[k] + sum_of[k]
    fill('石桥区', p, both, '2025-03-26', f'{WS}/returns/{p}/石桥区_{p}.xlsx')
    hand_in('市教育局', p, '2025-03-26')
    fill('市教育局', '2025-02', {('2.1', '本期完成'): 20}, '2025-04-01', f'{WS}/returns/{p}/市教育局补报.xlsx')  # another period's blank
    notice(p, '通讯录.xlsx')
    text(p, '收到.csv', '文件,时间,方式\r\n云岭县_2025-03.xlsx,2025-03-27 10:00,邮件\r\n云岭县3月报表.xlsx,2025-03-28 16:40,邮件\r\n')
    run(p, '2025-04-02')
    huibao('prefer', f'returns/{p}/云岭县_2025-03.xlsx', '--period', p, '--why', '单位来电：以26日的为准', '--date', '2025-04-02')
    run(p, '2025-04-03')
    huibao('prefer', f'returns/{p}/云岭县3月报表.xlsx', '--period', p, '--why', '单位再次来电：以27日的为准', '--date', '2025-04-04')
    huibao('refuse', finding(p, '云岭县', 'L05', '1.5'), '--period', p, '--why', '没有补发的凭证', '--date', '2025-04-04')
    run(p, '2025-04-07')


def expectations():
    d = os.path.join(WS, 'expect')
    os.makedirs(d, exist_ok=True)
    save = lambda name, *args: open(os.path.join(d, name), 'w', encoding='utf-8').write(huibao(*args, '--date', '2025-04-09', '--json'))
    for p in ('2025-01', '2025-02', '2025-03'):
        save(f'trace-1.1-{p}.json', 'trace', '1.1', '--period', p)
    save('verify.json', 'ledger', 'verify')
    for u in ('云岭县', '石桥区', '柳河县', '市教育局'):
        save(f'history-{u}.json', 'history', u)
    with open(os.path.join(WS, 'heads.txt'), 'w', encoding='utf-8') as f:
        f.writelines(f'{what}\t{head}\n' for what, head in HEADS)


def pack():
    names = sorted(os.path.relpath(os.path.join(b, f), WS) for b, _, fs in os.walk(WS) for f in fs)
    with zipfile.ZipFile(OUT, 'w') as z:
        for n in names:
            if n.startswith(LEFT_OUT):
                continue
            z.writestr(zipfile.ZipInfo(n, STAMP), open(os.path.join(WS, n), 'rb').read(), zipfile.ZIP_DEFLATED, 9)
    print(len(names), 'files,', os.path.getsize(OUT), 'bytes')


make_plan(os.path.join(TMP, 'plan.xlsx'))
subprocess.run([HUIBAO, 'init', WS, '--plan', os.path.join(TMP, 'plan.xlsx')], check=True)
january()
verify('verify 2025-02-08')
february()
verify('verify 2025-03-12')
march()
verify('verify 2025-04-07')
expectations()
pack()
shutil.rmtree(TMP)
