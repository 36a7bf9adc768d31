package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"huibao"
	"huibao/importer"
	"huibao/inforce"
	"huibao/internal/quote"
	"huibao/internal/sheet"
	"huibao/planfile"
)

func matchCommand() *cli.Command {
	return &cli.Command{
		Name: "match", Usage: "逐个确定自制表里认不准的名称，写进方案的“别名”", ArgsUsage: "文件",
		Description: "例：huibao match 海原县.xlsx --period 2024-06\n" +
			"列出每个认不准的名称、它的那一行和可能的指标，输入序号或编码即写入方案“指标”表的“别名”，直接回车跳过。\n" +
			"只定名称：栏目、时间、计量单位认不准的，要由单位改写。不在终端上用的：--as 名称=编码，可写几个。",
		Flags: append(commonFlags(), periodFlag(), &cli.StringSliceFlag{Name: "as", Usage: "`名称=编码`，不再逐个问"},
			&cli.StringFlag{Name: "plan", Usage: "方案`文件`（缺省：工作区的 plan.xlsx）"}),
		Action: matchNames,
	}
}

// openName is a name of a unit's own table that may be several indicators'.
type openName struct {
	name, near string
	at         huibao.Place
	row        string
}

// candidate is the code of the one that is meant: its number in the list, or the code itself.
func (o openName) candidate(answer string) string {
	list := strings.Split(o.near, "；")
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(list) {
		answer, _, _ = strings.Cut(list[n-1], " ")
	}
	return answer
}

// bracket is what stands in the brackets of the name: it may be of a part.
func (o openName) bracket() string {
	_, inside, _ := strings.Cut(strings.NewReplacer("（", "(", "）", ")").Replace(o.name), "(")
	inside, _, _ = strings.Cut(inside, ")")
	return inside
}

func matchNames(c *cli.Context) error {
	if c.NArg() != 1 {
		return usage("请写明一个文件，如 huibao match 海原县.xlsx --period 2024-06")
	}
	path, p, err := planOf(c)
	if err != nil {
		return err
	}
	list, several, err := openNames(c, p.Plan, c.Args().First())
	if err != nil {
		return err
	}
	v := newVoice(c)
	written := map[string]string{}
	for _, o := range several {
		v.say("%s：%s是几行合写的，定不了别名，要由单位写明每一行是哪个指标。", o.at, quote.Text(o.name))
	}
	if len(list) == 0 && !v.json {
		v.say("没有认不准的名称。")
		return nil
	}
	write := func(o openName, code string) error {
		cells, err := planfile.AliasCells(p.Plan, code, o.name)
		if err != nil {
			return err
		}
		if err := putCells(path, path, cells); err != nil {
			return err
		}
		planfile.GaveAlias(p.Plan, code, o.name)
		written[o.name] = code
		v.say("“%s”写作 %s %s 的别名。", o.name, code, p.Plan.IndicatorByCode(code).Name)
		return nil
	}
	if as := c.StringSlice("as"); len(as) > 0 {
		if err := matchAs(list, as, write); err != nil || !v.json {
			return err
		}
	}
	if v.json { // asks nothing
		return v.document(matchedNames(list, several, written))
	}
	return matchAsking(c.App.Reader, v, list, write)
}

// matchAs writes what was given, NAME=CODE each; a name that is not open is an error.
func matchAs(list []openName, as []string, write func(openName, string) error) error {
	for _, text := range as {
		name, code, ok := strings.Cut(text, "=")
		found := false
		for _, o := range list {
			if ok && o.name == name {
				found = true
				if err := write(o, code); err != nil {
					return err
				}
			}
		}
		if !found {
			return usage("--as %s：文件里没有这个认不准的名称", text)
		}
	}
	return nil
}

// matchAsking asks about each name; what is answered is written at once.
func matchAsking(in io.Reader, v *voice, list []openName, write func(openName, string) error) error {
	answers := bufio.NewScanner(in)
	left := 0
	for i, o := range list {
		v.say("%d/%d %s %s", i+1, len(list), o.at, quote.Text(o.name))
		for _, line := range wrap("这一行："+o.row, v.columns()-4) {
			v.say("    %s", line)
		}
		for n, near := range strings.Split(o.near, "；") {
			v.say("    %d. %s", n+1, near)
		}
		if words := o.bracket(); words != "" {
			v.say("    名称里写着%s：只是一部分的请跳过，让单位报全部的数。", quote.Text(words))
		}
		v.say("    是哪个指标？（序号或编码，回车跳过）")
		written, more := settleName(answers, v, o, write)
		if !written {
			left++
		}
		if !more {
			left += len(list) - i - 1
			break
		}
	}
	if left > 0 {
		v.say("还有 %d 个名称没有定。", left)
	}
	return answers.Err()
}

// settleName asks until the answer is an indicator's, or blank; it reports whether one was written, and
// whether there may be more answers.
func settleName(answers *bufio.Scanner, v *voice, o openName, write func(openName, string) error) (written, more bool) {
	for answers.Scan() {
		answer := strings.TrimSpace(answers.Text())
		if answer == "" {
			return false, true
		}
		err := write(o, o.candidate(answer))
		if err == nil {
			return true, true
		}
		v.say("    没有写入：%v。请再输入序号或编码，回车跳过", err)
	}
	return false, false
}

// openNames reads a file and lists the names that are open in it, each once; several are those of more
// rows than one.
func openNames(c *cli.Context, plan *huibao.Plan, name string) (list, several []openName, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, fmt.Errorf("文件无法打开：%w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	limits, err := limitsOf(c)
	if err != nil {
		return nil, nil, err
	}
	when, err := period(c)
	if err != nil {
		return nil, nil, err
	}
	file := importer.File{Path: filepath.Base(name), Size: info.Size(), Data: f}
	now := inforce.At(plan, when)
	returns, err := importer.ReadAll(c.Context, file, importer.Known{Plan: now, Period: when, Limits: limits, Form: now.ReadingForm})
	if err != nil {
		return nil, nil, err
	}
	book, err := sheet.Open(c.Context, f, info.Size(), file.Path, limits)
	if err != nil {
		return nil, nil, err
	}
	seen := map[string]bool{}
	for _, ret := range returns {
		for _, r := range ret.Remarks {
			text, near, _ := strings.Cut(r.Text, "\n")
			near, _, _ = strings.Cut(near, "\n") // the figure stands in the row
			if r.Kind != huibao.RemarkRowUnclear || seen[text] {
				continue
			}
			seen[text] = true
			o := openName{name: text, near: near, at: r.Place}
			if o.row, err = wordsAt(c, book, r.Place, isUnit(now, ret.Unit)); err != nil {
				return nil, nil, err
			}
			if manyRows.MatchString(text) && !strings.Contains(o.row, text) {
				several = append(several, o)
				continue
			}
			list = append(list, o)
		}
	}
	return list, several, nil
}
