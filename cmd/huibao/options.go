package main

import (
	"fmt"
	"os"
	"os/user"
	"time"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/batch"
	"huibao/inforce"
	"huibao/internal/sheet"
	"huibao/ledger"
)

func globalFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "C", Usage: "工作区所在的`文件夹`（缺省：当前文件夹或其上级）"},
		&cli.StringFlag{Name: "database", Usage: "台账在这个 PostgreSQL 里：`网址` postgres://主机/库?space=名称（缺省：ledger 文件夹里的文件）；也可以放在环境变量 HUIBAO_DATABASE 中", EnvVars: []string{databaseVariable}},
		&cli.StringFlag{Name: "originals", Usage: "原件在这个 S3 桶里：`地址` s3://桶/前缀（缺省：ledger/originals 文件夹）；也可以放在环境变量 HUIBAO_ORIGINALS 中", EnvVars: []string{originalsVariable}},
		&cli.StringFlag{Name: "date", Usage: "以`日期`（2024-07-08）为今天，缺省为系统日期"},
		&cli.BoolFlag{Name: "json", Usage: "向标准输出写一份 JSON，别无他物"},
		&cli.StringFlag{Name: "password", Usage: "打开加密报表的`密码`；也可以放在环境变量 HUIBAO_PASSWORD 中，免得留在命令记录里", EnvVars: []string{passwordVariable}},
		&cli.StringFlag{Name: "log-format", Usage: "进度的`格式`：text，或 json（每行一个对象，写到标准错误）", DefaultText: "text"},
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "只在有问题时出声"},
	}
}

// commonFlags are the global flags that may also stand after the command.
func commonFlags() []cli.Flag { return globalFlags() }

func periodFlag() cli.Flag {
	return &cli.StringFlag{Name: "period", Aliases: []string{"p"}, Usage: "`报告期`，如 2024-06 或 2024-Q2", Required: true}
}

// text is a flag's value wherever it was given, before or after the command; what was typed
// goes before what the environment says.
func text(c *cli.Context, name string) string {
	said := ""
	for _, x := range c.Lineage() {
		if !x.IsSet(name) {
			continue
		}
		said = x.String(name)
		if variable := variables[name]; variable == "" || said != os.Getenv(variable) {
			return said
		}
	}
	return said
}

// on is a switch's value wherever it was given.
func on(c *cli.Context, name string) bool {
	for _, x := range c.Lineage() {
		if x.IsSet(name) {
			return x.Bool(name)
		}
	}
	return false
}

// today is the one reading of the clock, or --date.
func today(c *cli.Context) (huibao.Date, error) {
	s := text(c, "date")
	if s == "" {
		return huibao.DateOf(time.Now()), nil
	}
	return huibao.ParseDate(s)
}

// What the environment may say in the place of an option.
const (
	databaseVariable  = "HUIBAO_DATABASE"
	originalsVariable = "HUIBAO_ORIGINALS"
	passwordVariable  = "HUIBAO_PASSWORD"
)

var variables = map[string]string{"database": databaseVariable, "originals": originalsVariable, "password": passwordVariable}

func workspace(c *cli.Context) (batch.Workspace, error) {
	if dir := text(c, "C"); dir != "" {
		w, err := batch.At(dir)
		return withPlaces(c, w, err)
	}
	dir, err := os.Getwd()
	if err != nil {
		return batch.Workspace{}, err
	}
	w, err := batch.Find(dir)
	return withPlaces(c, w, err)
}

// withPlaces is a workspace with the database that its ledger lies in and the bucket that its
// originals do.
func withPlaces(c *cli.Context, w batch.Workspace, err error) (batch.Workspace, error) {
	if err != nil {
		return w, err
	}
	w.Database, w.Originals = text(c, "database"), text(c, "originals")
	if w.Database != os.Getenv(databaseVariable) {
		err = noPassword("--database", w.Database)
	}
	return w, err
}

// noPassword refuses a password among a command's words: others see those in the list of
// processes.
func noPassword(flag, database string) error {
	if !ledger.Secret(database) {
		return nil
	}
	return usage("%s 里不要写密码（同一台机器上的人都看得到）；请放在环境变量 PGPASSWORD 或 ~/.pgpass 中，或把整个网址放在环境变量 %s 中", flag, databaseVariable)
}

func period(c *cli.Context) (huibao.Period, error) { return huibao.ParsePeriod(c.String("period")) }

// scene is what most commands start from: where, when and which period.
type scene struct {
	w      batch.Workspace
	date   huibao.Date
	period huibao.Period
	exact  bool // the date was given: it stands for the clock everywhere
}

func newScene(c *cli.Context) (scene, error) {
	var s scene
	var err error
	if s.w, err = workspace(c); err != nil {
		return s, err
	}
	if s.date, err = today(c); err != nil {
		return s, err
	}
	s.exact = text(c, "date") != ""
	s.period, err = period(c)
	return s, err
}

func (s scene) options() batch.Options {
	opt := batch.Options{Period: s.period, Date: s.date, Limits: sheet.DefaultLimits(), MaxFiles: maxFiles, MaxDepth: maxDepth, Version: version, Who: who()}
	if !s.exact {
		opt.Now = time.Now
	}
	return opt
}

// who is the name of the person at the machine, for the ledger's entries.
func who() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return u.Username
}

// Bounds of what is looked at in returns/ (reliability.md §3).
const (
	maxFiles = 50000
	maxDepth = 16
)

// unitCode finds the unit that a person named, or says which names come near.
func unitCode(p *inforce.Plan, name string) (string, error) {
	if name == "" || name == huibao.CityName {
		return huibao.CityUnit, nil
	}
	if u := p.UnitByName(name); u != nil {
		return u.Code, nil
	}
	return "", fmt.Errorf("方案的单位表中没有 %q，请用全称、简称或编码", name)
}

func publicFlag() cli.Flag {
	return &cli.BoolFlag{Name: "public", Usage: "另写公示.pdf、公示.xlsx：只有可公开的指标和核定的数"}
}

func fontsFlag() cli.Flag {
	return &cli.StringFlag{Name: "fonts", Usage: "公文用这个`文件夹`里的字体（simfang.ttf、FZXBSJW.TTF、simhei.ttf、simkai.ttf）"}
}
