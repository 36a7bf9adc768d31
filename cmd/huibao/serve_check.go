package main

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/fault"
	"huibao/internal/sheet"
	"huibao/ledger"
)

// How what `serve` would use was found.
const (
	checkGood = "ok"
	checkNote = "warning"
	checkBad  = "error"
)

// checked is one thing that `serve` would use: as it is set, without secrets, and how it is.
type checked struct {
	Name    string `json:"name"`
	Setting string `json:"setting"`
	State   string `json:"state"`
	Says    string `json:"says"`
}

// checking gathers them.
type checking struct {
	c    *cli.Context
	w    batch.Workspace
	now  func() time.Time
	list []checked
}

func (k *checking) add(name, setting, state, says string, args ...any) {
	k.list = append(k.list, checked{name, setting, state, fmt.Sprintf(says, args...)})
}

// bad adds what keeps serve from starting, as serve says it.
func (k *checking) bad(name, setting string, err error) {
	k.add(name, setting, checkBad, "%s", strings.TrimSuffix(fault.Text(err), "；"+seeHelp))
}

// ends adds what an error says, or that all is well.
func (k *checking) ends(name, setting string, err error, well string) {
	if err != nil {
		k.bad(name, setting, err)
		return
	}
	k.add(name, setting, checkGood, "%s", well)
}

// checkServe looks at all that `serve` would use as the same command would, and changes
// nothing: a database that is there stays as it is, and no text goes out (S37).
func checkServe(c *cli.Context) error {
	if c.Bool("demo") {
		return usage("--check 查的是真的工作区，不和 --demo 一起写")
	}
	k := checking{c: c}
	var err error
	if k.now, err = clockOf(c); err != nil {
		return err
	}
	if k.w, err = workspace(c); err != nil {
		return err
	}
	for _, look := range []func(){k.folders, k.plan, k.originals, k.ledger, k.judging, k.listening, k.metrics, k.certificate, k.site, k.notices, k.scanner, k.signOn} {
		look()
	}
	return k.tell(newVoice(c))
}

// tell prints them; one that is bad is an error.
func (k *checking) tell(v *voice) error {
	var rows [][]string
	bad := 0
	for _, x := range k.list {
		glyph := map[string]string{checkGood: "● 好", checkNote: "▲ 注意", checkBad: "■ 不行"}[x.State]
		rows = append(rows, []string{x.Name, x.Setting, glyph, x.Says})
		if x.State == checkBad {
			bad++
		}
	}
	if v.json {
		if err := v.document(map[string]any{"checks": k.list, "errors": bad}); err != nil {
			return err
		}
	}
	v.table([]string{"项目", "设置", "结果", "说明"}, rows)
	if bad > 0 {
		v.say("有 %d 项不行，改好再启动服务。", bad)
		return errFindings
	}
	v.say("没有不行的，可以启动服务。密码和密钥没有显示。")
	return nil
}

// folders are written to and left as they were.
func (k *checking) folders() {
	var failed error
	for _, dir := range []string{k.w.Dir, k.w.Ledger(), k.w.OutDir()} {
		if _, err := os.Stat(dir); err != nil && dir != k.w.Dir {
			continue // it is made
		}
		failed = errors.Join(failed, writable(dir))
	}
	k.ends("工作区", k.w.Dir, failed, "能写")
}

func writable(dir string) error {
	f, err := os.CreateTemp(dir, ".huibao-check-*")
	if err != nil {
		return fmt.Errorf("文件夹 %s 写不进去：%w", dir, err)
	}
	_, err = f.WriteString("huibao")
	return errors.Join(err, f.Sync(), f.Close(), os.Remove(f.Name()))
}

func (k *checking) plan() {
	p, err := batch.ReadPlan(k.c.Context, k.w.Plan(), sheet.DefaultLimits())
	switch {
	case err != nil:
		k.bad("方案", batch.PlanFile, err)
	case p.Errors() > 0:
		k.add("方案", batch.PlanFile, checkBad, "有 %d 处错误，见 huibao plan check", p.Errors())
	default:
		k.add("方案", batch.PlanFile, checkGood, "%d 年，%d 个单位，%d 个指标", p.Plan.Year, len(p.Plan.Units), len(p.Plan.Indicators))
	}
}

// originals tells in which store they lie, by whose key, and whether it can be used.
func (k *checking) originals() {
	list, err := k.w.Settings(k.c.Context)
	if len(list) == 0 {
		return // the ledger can't be read, and says why itself
	}
	var words []string
	for _, s := range list[2:] {
		words = append(words, "，"+s.Name+" "+s.Value)
	}
	k.ends("原件", list[1].Value+strings.Join(words, ""), err, "能用")
}

// ledger proves it, and looks at the clock and the accounts by it.
func (k *checking) ledger() {
	setting := "文件 ledger/ledger.db"
	if u, err := url.Parse(k.w.Database); err == nil && k.w.Database != "" {
		setting = "PostgreSQL " + u.Host + u.Path + "，space " + u.Query().Get("space")
	}
	led, err := k.w.ReadLedger()
	if err != nil {
		k.bad("台账", setting, err)
		return
	}
	defer led.Close()
	found, err := led.Verify(k.c.Context, nil)
	switch {
	case err != nil:
		k.bad("台账", setting, err)
		return
	case len(found.Problems) > 0:
		k.add("台账", setting, checkBad, "%d 处不对，见 huibao ledger verify：%s", len(found.Problems), found.Problems[0])
	default:
		k.add("台账", setting, checkGood, "完好：%d 条记录，%d 份原件", found.Head.Length, found.Originals)
	}
	var last []act.Act
	var grants []act.Grant
	err = led.View(k.c.Context, func(v *ledger.View) (err error) {
		if found.Head.Length == 0 {
			return nil
		}
		if last, err = v.ActsBy(ledger.Search{Most: 1}, false); err == nil {
			grants, err = v.Grants()
		}
		return err
	})
	if err != nil {
		k.bad("台账", setting, err)
		return
	}
	var ahead time.Duration
	if text(k.c, "date") == "" { // or it is no clock
		if ahead, err = led.Ahead(k.c.Context, k.now); err != nil {
			k.bad("时钟", setting, err)
			return
		}
	}
	k.clock(last, ahead)
	k.people(grants)
}

// mostAhead is by how much the machine's clock may be another than the database's: the servers of a
// ledger hold a deadline each by its own.
const mostAhead = 30 * time.Second

// clock holds the machine's to the ledger: what comes after the last act is later; and to the
// database's.
func (k *checking) clock(last []act.Act, ahead time.Duration) {
	now := k.now().In(huibao.China)
	setting := now.Format("2006-01-02 15:04:05") + " 北京时间"
	if len(last) > 0 && last[0].At.After(now) {
		k.add("时钟", setting, checkBad, "台账最后一条是 %s 记的，时钟比它还早：请先对时", last[0].At.In(huibao.China).Format("2006-01-02 15:04:05"))
		return
	}
	if ahead.Abs() > mostAhead {
		word := "快"
		if ahead < 0 {
			word = "慢"
		}
		k.add("时钟", setting, checkBad, "比数据库服务器的时钟%s %s：请先对时，几个服务各按自己的时钟算截止", word, ahead.Abs().Round(time.Second))
		return
	}
	k.add("时钟", setting, checkGood, "不早于台账最后一条；截止按它算，请和标准时间对一下")
}

func (k *checking) people(grants []act.Grant) {
	keepers := 0
	for _, g := range grants {
		for _, h := range g.Roles {
			if h.Role == act.Keeper {
				keepers++
			}
		}
	}
	setting := fmt.Sprintf("%d 个账号，管理员 %d 个", len(grants), keepers)
	if keepers == 0 {
		k.add("人员", setting, checkNote, "还没有管理员：启动时会打印建管理员的链接")
		return
	}
	k.add("人员", setting, checkGood, "有管理员")
}
