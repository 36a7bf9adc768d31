package fault

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestText(t *testing.T) {
	missing := &fs.PathError{Op: "statat", Path: "a.xlsx", Err: syscall.ENOENT}
	var number int
	for _, c := range []struct {
		err  error
		want string
	}{
		{errors.New("方案无法打开"), "方案无法打开"},
		{missing, "a.xlsx：找不到这个文件或文件夹"},
		{fmt.Errorf("收/a.xlsx 无法打开：%w", missing), "收/a.xlsx 无法打开：找不到这个文件或文件夹"},
		{fmt.Errorf("方案无法打开：%w", missing), "方案无法打开：a.xlsx：找不到这个文件或文件夹"},
		{fmt.Errorf("方案无法打开：%w", &fs.PathError{Op: "open", Path: "/报表/方案.xlsx", Err: syscall.EACCES}), "方案无法打开：/报表/方案.xlsx：没有权限"},
		{fmt.Errorf("x 无法写入：%w", &os.LinkError{Op: "rename", Old: "y", New: "x", Err: syscall.ENOSPC}), "x 无法写入：x：磁盘已满"},
		{fmt.Errorf("report: %w", fmt.Errorf("book: %w", syscall.EROFS)), "磁盘是只读的"},
		{fmt.Errorf("book: %w", errors.New("no part xl/styles.xml")), Unknown},
		{fmt.Errorf("台账写入失败：%w", errors.New("database is locked (5) (SQLITE_BUSY)")), "台账写入失败：台账正被另一次运行占用"},
		{errors.Join(errors.New("甲"), zip.ErrChecksum), "甲；校验码不符"},
		{json.Unmarshal([]byte("{"), &number), "第 1 个字节处写法有误"},
		{json.Unmarshal([]byte(`"x"`), &number), "“”的内容不合要求"},
		{fmt.Errorf("run.json 无法读取：%w", os.ErrNotExist), "run.json 无法读取：找不到这个文件或文件夹"},
		{fmt.Errorf("%s 无法清空：%w", "示例", fmt.Errorf("openat %s: %w", filepath.Base("x"), syscall.EBUSY)), "示例 无法清空：正被别的程序占用"},
	} {
		if got := Text(c.err); got != c.want {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
}
