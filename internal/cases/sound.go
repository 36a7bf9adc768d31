package cases

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"
)

var (
	relationship = regexp.MustCompile(`<(?:\w+:)?Relationship\s[^>]*>`)
	target       = regexp.MustCompile(`\bTarget="([^"]*)"`)
	colour       = regexp.MustCompile(`\brgb="([^"]*)"`)
	hexColour    = regexp.MustCompile(`^([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$`)
)

// sound says what would keep a strict reader from opening a workbook, "" where there is
// nothing: parts that are no XML, links to what is not there, colours that are none.
func (p *parts) sound() string {
	for _, n := range p.names {
		x := p.data[n]
		if strings.HasSuffix(n, ".xml") || strings.HasSuffix(n, ".rels") {
			d := xml.NewDecoder(strings.NewReader(x))
			for {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					return fmt.Sprintf("%s: %v", n, err)
				}
			}
		}
		if strings.HasSuffix(n, ".rels") {
			for _, r := range relationship.FindAllString(x, -1) {
				t := target.FindStringSubmatch(r)
				if t == nil || strings.Contains(r, `TargetMode="External"`) {
					continue
				}
				to := strings.TrimPrefix(t[1], "/")
				if to == t[1] {
					to = path.Join(path.Dir(path.Dir(n)), to)
				}
				if _, ok := p.data[to]; !ok {
					return fmt.Sprintf("%s names %s, which is not there", n, to)
				}
			}
		}
	}
	for _, c := range colour.FindAllStringSubmatch(p.data["xl/styles.xml"], -1) {
		if !hexColour.MatchString(c[1]) {
			return "styles.xml has a colour " + c[1]
		}
	}
	return ""
}
