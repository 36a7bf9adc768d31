package sheet

import (
	"errors"
	"fmt"
)

// Oddity is a defect of a file that was read past, since no cell is in doubt for it,
// or only the cells that are Broken: what it is, where it was first seen, how often.
type Oddity struct {
	What  string
	Where string // "T:U", "单元格 A3"; "" where it is the file's
	Count int
}

// String is the defect in one phrase.
func (o Oddity) String() string {
	switch {
	case o.Where == "":
		return o.What
	case o.Count == 1:
		return fmt.Sprintf("%s（%s）", o.What, o.Where)
	}
	return fmt.Sprintf("%s（%s 等 %d 处）", o.What, o.Where, o.Count)
}

// The defects.
const (
	oddMerge    = "合并单元格的范围不是普通区域，没有按合并处理"
	oddStyle    = "单元格的样式编号无法识别，按常规格式读取"
	oddFormat   = "数字格式无法识别，按常规格式读取"
	oddCell     = "单元格的内容有误，该格没有取数"
	oddTwice    = "同一单元格存了两遍，内容相同"
	oddRow      = "空行的行号超出范围"
	oddColumn   = "列的设置无法识别"
	oddStrings  = "共享字符串的个数与登记的不符"
	oddPart     = "缺少部件"
	oddSheet    = "工作表没有内容，没有读取"
	oddSame     = "工作表与另一张是同一个部件，没有读取"
	oddParts    = "同名部件出现两次，内容相同"
	oddRelation = "部件关系登记了两次，内容相同"
	oddProps    = "文档属性无法读取"
	oddComments = "批注的登记无法读取"
	oddDrawing  = "文本框和图形里的文字无法全部读取，请自行查看"
	oddLead     = "文件开头有多余的字节"
	oddEnd      = "文件没有结束标记，内容完整"
	oddTable    = "网页中的表格没有结束标记，内容完整"
	oddRecord   = "行列设置的记录不完整"
	oddPage     = "没有注明文字编码，按简体中文读取"
)

// oddities are the defects of a file or a sheet, each kind once.
type oddities []Oddity

func (o *oddities) note(what, where string) {
	for i := range *o {
		if (*o)[i].What == what {
			(*o)[i].Count++
			return
		}
	}
	*o = append(*o, Oddity{what, where, 1})
}

// maxBroken is how many cells of a sheet may be broken before the whole of it is.
const maxBroken = 100

var tooManyBroken = fmt.Sprintf("有 %d 个以上的单元格内容有误", maxBroken)

// tooManyBroken reports whether a sheet is to be refused for its broken cells.
func (o oddities) tooManyBroken() bool {
	for i := range o {
		if o[i].What == oddCell {
			return o[i].Count > maxBroken
		}
	}
	return false
}

// Oddities lists what was read past in the file, and in the sheets that have been
// read to the end.
func (b *Book) Oddities() []Oddity {
	list := append([]Oddity(nil), b.odd...)
	for _, s := range b.Sheets {
		for _, o := range s.odd {
			if o.Where != "" {
				o.Where = s.Name + "：" + o.Where
			}
			list = append(list, o)
		}
	}
	return list
}

// isDamage reports whether an error says that a part is damaged, and not that a limit
// is passed or the reading was stopped.
func isDamage(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Reason == Damaged
}
