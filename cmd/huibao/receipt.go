package main

import (
	"github.com/urfave/cli/v2"

	"huibao/batch"
)

func receiptCommand() *cli.Command {
	return &cli.Command{
		Name: "receipt", Usage: "给报了的单位各写一份回执：收到哪个文件、读到哪些数",
		Description: "例：huibao receipt --period 2024-06\n    huibao receipt --period 2024-06 --unit 海原县\n依据最近一次 run（或锁定）的结果；没有问题的报表也有回执。编号是“报告期-单位-第几次报送”，供单位核对、签字、存档。",
		Flags: append(commonFlags(), periodFlag(), fontsFlag(),
			&cli.StringSliceFlag{Name: "unit", Usage: "只写这个`单位`的回执；可写多次，缺省为所有报了的单位"}),
		Action: func(c *cli.Context) error {
			s, err := newScene(c)
			if err != nil {
				return err
			}
			opt := s.options()
			opt.Fonts = c.String("fonts")
			list, err := batch.Receipts(c.Context, s.w, opt, c.StringSlice("unit"))
			if err != nil {
				return err
			}
			v := newVoice(c)
			if v.json {
				return v.document(map[string]any{"period": s.period, "outputs": list})
			}
			v.say("%s的回执 %d 份：", s.period.Chinese(), len(list))
			v.outputs(list)
			return nil
		},
	}
}
