package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/portal/desk"
)

func settingsCommand() *cli.Command {
	return &cli.Command{
		Name: "settings", Usage: "办公室的设置：怎样计入、设不设审核人、提交和签发可否同一人",
		Subcommands: []*cli.Command{
			{Name: "list", Usage: "列出本期怎样设，和以后各期起的改动", Flags: commonFlags(), Action: listSettings},
			{Name: "set", Usage: "从某一期起改一项设置，和网页“设置”一页一样记入台账", ArgsUsage: "名称 值",
				Description: "例：huibao settings set 计入 报出才计 --from 2024-07\n    huibao settings set 审核人 不设 --unit 海原县 --from 2024-07\n名称和可以用的值见 huibao settings list。已锁定的各版不变。",
				Flags: append(commonFlags(), &cli.StringFlag{Name: "from", Usage: "从哪个`报告期`起", Required: true},
					&cli.StringFlag{Name: "unit", Usage: "只改这个`单位`，不写是所有单位"}),
				Action: setSetting},
		},
	}
}

func listSettings(c *cli.Context) error {
	return atDesk(c, func(d *desk.Desk) error {
		s, err := d.SettingsAt(c.Context)
		if err != nil {
			return err
		}
		v := newVoice(c)
		if v.json {
			return v.document(s)
		}
		var rows [][]string
		for _, x := range s.List {
			rows = append(rows, []string{x.Name, "所有单位", x.Value, "本期", strings.Join(x.Values, "、")})
			for _, own := range x.Own {
				rows = append(rows, []string{"", own.Unit, own.Value, "本期", ""})
			}
			for _, later := range x.Ahead {
				rows = append(rows, []string{"", later.Whose(), later.Value, later.From.Chinese() + "起", ""})
			}
		}
		v.say("本期（%s）和以后各期怎样设：", s.Period.Chinese())
		v.table([]string{"设置", "单位", "怎样设", "什么时候", "可以用的值"}, rows)
		return nil
	})
}

// settingMade is a change of a setting; without a unit it is all units'.
type settingMade struct {
	Name  string        `json:"name"`
	Value string        `json:"value"`
	Unit  string        `json:"unit,omitempty"`
	From  huibao.Period `json:"from"`
}

func setSetting(c *cli.Context) error {
	if c.NArg() != 2 {
		return usage("请写明名称和值：huibao settings set 计入 报出才计 --from 2024-07；有哪些见 huibao settings list")
	}
	from, err := huibao.ParsePeriod(c.String("from"))
	if err != nil {
		return err
	}
	return atDesk(c, func(d *desk.Desk) error {
		unit, whose := "", "所有单位"
		if name := c.String("unit"); name != "" {
			if unit, err = d.UnitCode(name); err != nil {
				return err
			}
			whose = name
		}
		name, value := c.Args().Get(0), c.Args().Get(1)
		if err := d.SetAt(c.Context, who(), name, value, unit, from); err != nil {
			return err
		}
		v := newVoice(c)
		if v.json {
			return v.document(settingMade{name, value, c.String("unit"), from})
		}
		v.say("%s，%s：%s，从%s起；下次 run（或开着的服务）照这样审核，已锁定的各版不变", name, whose, value, from.Chinese())
		return nil
	})
}
