package batch

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"

	"huibao/internal/pdf"
	"huibao/report"
	"huibao/templates"
)

// textsDir is the folder of a workspace in which the office keeps its own templates of
// the official texts (通报.tmpl …); those that are not there are huibao's.
const textsDir = "templates"

// maxText is how large a template may be.
const maxText = 256 << 10

// infoOf is what the reports of a run say of themselves: with the workspace's
// templates, each tried, and its typefaces.
func infoOf(w Workspace, opt Options) (report.Info, error) {
	info := report.Info{Date: opt.Date, Version: opt.Version, Texts: report.Texts{}}
	for _, name := range templates.TextNames() {
		text, own, err := textOf(w, name)
		if err != nil {
			return info, err
		}
		if own {
			if err := report.CheckText(name, text); err != nil {
				return info, fmt.Errorf("%s：%w", filepath.Join(w.Dir, textsDir, name+".tmpl"), err)
			}
		}
		info.Texts[name] = text
	}
	if opt.Fonts != "" {
		set, err := pdf.LoadFonts(opt.Fonts)
		if err != nil {
			return info, err
		}
		info.Fonts = set
	}
	return info, nil
}

// textOf is the template of a text: the workspace's own, if it has one.
func textOf(w Workspace, name string) (text string, own bool, err error) {
	f, err := openRegular(w.Dir, path.Join(textsDir, name+".tmpl"))
	if errors.Is(err, fs.ErrNotExist) {
		text, err = templates.Text(name)
		return text, false, err
	}
	if err != nil {
		return "", false, fmt.Errorf("文字模板 %s/%s.tmpl 无法打开：%w", textsDir, name, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxText+1))
	if err != nil {
		return "", false, fmt.Errorf("文字模板 %s/%s.tmpl 无法读取：%w", textsDir, name, err)
	}
	return string(data), true, nil
}
