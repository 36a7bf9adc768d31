package annotate

import (
	"path"
	"strconv"
	"strings"

	"huibao/internal/book"
	"huibao/internal/sheet"
)

// relations are the relationships of one part.
type relations struct {
	of   string // the part; "" for the package
	part *part  // nil where there are none
	list []relation
}

// relation is one of them: the last word of its type, the part that it leads to.
type relation struct {
	id, kind, target string
	outside          bool
	n                *node
}

const (
	packageRels = "http://schemas.openxmlformats.org/package/2006/relationships"
	looseRels   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	strictRels  = "http://purl.oclc.org/ooxml/officeDocument/relationships"
	relsType    = "application/vnd.openxmlformats-package.relationships+xml"
	relsHead    = xmlHead + `<Relationships xmlns="` + packageRels + `"` + madeTag
	noRels      = relsHead + `</Relationships>` // what we make; Strip takes it out when it is this again
)

func (p *pack) relations(of string) (*relations, error) {
	r := &relations{of: of}
	name := sheet.RelationsOf(of)
	if !p.has(name) {
		return r, nil
	}
	q, err := p.load(name)
	if err != nil {
		return nil, err
	}
	r.part = q
	d := q.tree()
	for _, n := range d.root.kids {
		if n.local != "Relationship" {
			continue
		}
		x := relation{id: d.attr(n, "Id"), kind: path.Base(d.attr(n, "Type")), target: d.attr(n, "Target"),
			outside: d.attr(n, "TargetMode") == "External", n: n}
		if !x.outside {
			x.target = p.resolve(of, x.target)
		}
		r.list = append(r.list, x)
	}
	return r, nil
}

func (p *pack) resolve(from, target string) string {
	switch {
	case p.box != nil:
		return p.box.Resolve(from, target)
	case strings.HasPrefix(target, "/"):
		return strings.TrimLeft(path.Clean(target), "/")
	}
	return path.Join(path.Dir(from), target)
}

// pathTo is a target that leads from one part to another, as other programs write it.
func (p *pack) pathTo(from, to string) string {
	here, there := strings.Split(path.Dir(from), "/"), strings.Split(to, "/")
	same := 0
	for same < len(here) && same < len(there)-1 && here[same] == there[same] {
		same++
	}
	target := strings.Repeat("../", len(here)-same) + strings.Join(there[same:], "/")
	if sheet.Key(path.Join(path.Dir(from), target)) != sheet.Key(to) {
		return "/" + to
	}
	return target
}

// byID is the relationship of an id.
func (r *relations) byID(id string) (relation, bool) {
	for _, x := range r.list {
		if x.id == id && id != "" {
			return x, true
		}
	}
	return relation{}, false
}

// ofKind is the first relationship of a kind within the package.
func (r *relations) ofKind(kind string) (relation, bool) {
	for _, x := range r.list {
		if x.kind == kind && !x.outside {
			return x, true
		}
	}
	return relation{}, false
}

// link adds a relationship to a part and returns its id.
func (p *pack) link(of, kind, target string, strict bool) (string, error) {
	r, err := p.relations(of)
	if err != nil {
		return "", err
	}
	if r.part == nil {
		r.part = p.put(sheet.RelationsOf(of), noRels)
		if p.contentType(r.part.name) != relsType { // a package that names each of these parts
			p.declare(r.part.name, relsType)
		}
	}
	if len(r.list) >= limits.Entries {
		return "", cannot("部件关系太多", nil)
	}
	id := ""
	for n := 1; ; n++ {
		id = "rIdHuibao" + strconv.Itoa(n)
		if _, taken := r.byID(id); !taken {
			break
		}
	}
	base := looseRels
	if strict {
		base = strictRels
	}
	e := r.part.edits()
	e.last(e.root, "<"+e.root.tag("Relationship")+` Id="`+id+`" Type="`+base+"/"+kind+`" Target="`+book.Escape(p.pathTo(of, target))+`"/>`)
	r.part.edit(e)
	return id, nil
}

// unlink takes out the relationships of a part that lead to names.
func (p *pack) unlink(of string, names ...string) error {
	r, err := p.relations(of)
	if err != nil || r.part == nil {
		return err
	}
	e := r.part.edits()
	for _, x := range r.list {
		for _, name := range names {
			if !x.outside && sheet.Key(x.target) == sheet.Key(name) {
				e.remove(x.n)
			}
		}
	}
	if len(e.list) > 0 && len(e.list) == len(r.list) && e.opened(e.root) {
		e.reshut(e.root)
	}
	r.part.edit(e)
	if string(r.part.data) == noRels {
		p.drop(r.part.name)
		gone := sheet.Key(r.part.name)
		p.undeclare(func(name string) bool { return name == gone })
	}
	return nil
}

// declare says what kind of content a new part has.
func (p *pack) declare(name, kind string) {
	e := p.types.edits()
	e.last(e.root, "<"+e.root.tag("Override")+` PartName="`+book.Escape("/"+name)+`" ContentType="`+kind+`"/>`)
	p.types.edit(e)
}

// undeclare takes out what is said of the content of parts.
func (p *pack) undeclare(match func(name string) bool) {
	e := p.types.edits()
	for _, n := range e.root.kids {
		if n.local == "Override" && match(sheet.Key(e.attr(n, "PartName"))) {
			e.remove(n)
		}
	}
	p.types.edit(e)
}

// contentType is what a part's content is said to be.
func (p *pack) contentType(name string) string {
	d := p.types.tree()
	kind := ""
	for _, n := range d.root.kids {
		switch {
		case n.local == "Override" && sheet.Key(d.attr(n, "PartName")) == sheet.Key(name):
			return d.attr(n, "ContentType")
		case n.local == "Default" && strings.EqualFold("."+d.attr(n, "Extension"), path.Ext(name)):
			kind = d.attr(n, "ContentType")
		}
	}
	return kind
}

// extension is what the workbook's name must end with.
func (p *pack) extension() string {
	switch kind := p.contentType(p.main.name); {
	case strings.Contains(kind, "macroEnabled") && strings.Contains(kind, "template"):
		return ".xltm"
	case strings.Contains(kind, "macroEnabled"):
		return ".xlsm"
	case strings.Contains(kind, "template"):
		return ".xltx"
	}
	return ".xlsx"
}

// withdraw takes out parts with everything that is said of them.
func (p *pack) withdraw(of string, names ...string) error {
	if err := p.unlink(of, names...); err != nil {
		return err
	}
	keys := map[string]bool{}
	for _, name := range names {
		keys[sheet.Key(name)] = true
		p.drop(name)
		if rels := sheet.RelationsOf(name); p.has(rels) {
			p.drop(rels)
		}
	}
	p.undeclare(func(name string) bool { return keys[name] })
	return nil
}
