package main

import (
	"github.com/urfave/cli/v2"

	"huibao/portal/desk"
)

func peopleCommand() *cli.Command {
	again := &cli.BoolFlag{Name: "again", Usage: "已有密码的人也重发一次性密码（他们的登录随即退出）"}
	return &cli.Command{
		Name: "people", Usage: "网页的人员：导入、列出、停用、重置",
		Subcommands: []*cli.Command{
			{Name: "import", Usage: "按人员表开账号，打印一次性密码（72 小时内有效）", ArgsUsage: "人员.xlsx",
				Description: "表的第一行是：账号、姓名、角色、单位；一行写一个人的一个角色。\n角色：填报人、审核人、负责人（要写单位），经办、办公室负责人、领导、管理员（不写单位）。\n表里没有的人不变；有的人以表为准，马上生效。",
				Flags:       append(commonFlags(), again), Action: importPeople},
			{Name: "list", Usage: "列出账号和角色", Flags: commonFlags(), Action: listPeople},
			{Name: "disable", Usage: "停用一个账号，他的登录马上退出", ArgsUsage: "账号", Description: "例：huibao people disable 李四\n账号见 huibao people list；用 huibao people enable 恢复。", Flags: commonFlags(), Action: func(c *cli.Context) error { return disablePerson(c, true) }},
			{Name: "reset", Usage: "重置一个账号：新的一次性密码，重新绑定验证码", ArgsUsage: "账号", Description: "例：huibao people reset 李四\n打印新的一次性密码（72 小时内有效，只显示这一次）；他的登录马上退出。", Flags: commonFlags(), Action: resetPerson},
			{Name: "enable", Usage: "恢复一个账号", ArgsUsage: "账号", Description: "例：huibao people enable 李四", Flags: commonFlags(), Action: func(c *cli.Context) error { return disablePerson(c, false) }},
		},
	}
}

// atDesk does something at the desk of the workspace.
func atDesk(c *cli.Context, do func(*desk.Desk) error) error {
	w, err := workspace(c)
	if err != nil {
		return err
	}
	now, err := clockOf(c)
	if err != nil {
		return err
	}
	d, err := desk.Open(c.Context, w, version, now)
	if err != nil {
		return err
	}
	defer d.Close()
	return do(d)
}

func importPeople(c *cli.Context) error {
	if c.NArg() != 1 {
		return usage("请写明人员表：huibao people import 人员.xlsx")
	}
	return atDesk(c, func(d *desk.Desk) error {
		list, err := d.ReadPeople(c.Context, c.Args().First())
		if err != nil {
			return err
		}
		slips, err := d.Admit(c.Context, who(), list, c.Bool("again"))
		if err != nil {
			return err
		}
		v := newVoice(c)
		if v.json {
			return v.document(slips)
		}
		v.say("%d 个账号已登记，其中 %d 个发了一次性密码", len(list), len(slips))
		v.slips(slips)
		return nil
	})
}

// slips prints what people need to sign in for the first time.
func (v *voice) slips(list []desk.Slip) {
	if len(list) == 0 {
		return
	}
	var rows [][]string
	for _, s := range list {
		rows = append(rows, []string{s.Person, s.Name, s.Roles, s.Password})
	}
	v.table([]string{"账号", "姓名", "角色", "一次性密码"}, rows)
	v.say("一次性密码 72 小时内有效，登录后自己设密码；这里只显示这一次。")
}

func listPeople(c *cli.Context) error {
	return atDesk(c, func(d *desk.Desk) error {
		list, err := d.Everyone(c.Context)
		if err != nil {
			return err
		}
		v := newVoice(c)
		if v.json {
			return v.document(list)
		}
		var rows [][]string
		for _, a := range list {
			rows = append(rows, []string{a.Person, a.Name, a.Words, a.Password})
		}
		v.table([]string{"账号", "姓名", "角色", "密码"}, rows)
		return nil
	})
}

func disablePerson(c *cli.Context, disabled bool) error {
	if c.NArg() != 1 {
		return usage("请写明账号：huibao people list 会列出")
	}
	return atDesk(c, func(d *desk.Desk) error {
		if err := d.Disable(c.Context, who(), c.Args().First(), disabled); err != nil {
			return err
		}
		v := newVoice(c)
		if v.json {
			return v.document(map[string]any{"name": c.Args().First(), "disabled": disabled})
		}
		word := "恢复"
		if disabled {
			word = "停用"
		}
		v.say("%s 已%s，马上生效", c.Args().First(), word)
		return nil
	})
}

func resetPerson(c *cli.Context) error {
	if c.NArg() != 1 {
		return usage("请写明账号：huibao people list 会列出")
	}
	return atDesk(c, func(d *desk.Desk) error {
		s, err := d.ResetAt(c.Context, who(), c.Args().First())
		if err != nil {
			return err
		}
		v := newVoice(c)
		if v.json {
			return v.document(s)
		}
		v.slips([]desk.Slip{*s})
		return nil
	})
}
