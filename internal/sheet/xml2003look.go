package sheet

import (
	"encoding/xml"
	"maps"
	"slices"
	"strings"
)

// xmlLooks are the looks of an XML table's styles by their ids, and of the text that is
// being read.
type xmlLooks struct {
	styles map[string]pageLook
	runs   pageRuns
}

// look takes in an element that says how something is drawn: of a style, or within a
// cell's text (<S>, <Sup>, <Font html:Color>).
func (x *xmlReader) look(e xml.StartElement) {
	name := e.Name.Local
	if x.inData {
		x.looks.runs.open(name, xmlLook(e))
		return
	}
	if x.table != nil || x.styleID == "" || name != "Font" && name != "Interior" && name != "Style" || len(x.looks.styles) > x.lim.Styles {
		return
	}
	if x.looks.styles == nil {
		x.looks.styles = map[string]pageLook{}
	}
	l := x.looks.styles[x.styleID]
	switch {
	case name == "Style":
		l = x.looks.styles[xmlAttr(e, "Parent")]
	case name == "Font":
		own := xmlLook(e)
		own.ground = l.ground
		l = own
	default:
		l.ground = interior(e)
	}
	x.looks.styles[x.styleID] = l
}

func interior(e xml.StartElement) Colour {
	switch xmlAttr(e, "Pattern") {
	case "", "None":
		return 0
	case "Solid":
		return pageColour(xmlAttr(e, "Color"))
	}
	return mixed
}

func xmlLook(e xml.StartElement) pageLook {
	l := pageLook{colour: pageColour(xmlAttr(e, "Color"))}
	switch strings.ToLower(e.Name.Local) {
	case "s", "del", "strike":
		l.struck = true
	case "sup", "sub":
		l.raised = true
	case "font":
		l.struck = xmlAttr(e, "StrikeThrough") == "1"
	}
	d, err := parseNumber(xmlAttr(e, "Size"))
	l.tiny = err == nil && d.LessThanOrEqual(tinySize)
	return l
}

// dress gives the styles that matter by their looks formats of their own, before the
// first sheet.
func (x *xmlReader) dress() error {
	for _, id := range slices.Sorted(maps.Keys(x.looks.styles)) {
		l := x.looks.styles[id]
		look := Look{Struck: l.struck, Unseen: l.tiny || sameColour(l.colour, l.ground), Ground: l.ground}
		if look == (Look{}) {
			continue
		}
		if len(x.formats) > x.lim.Styles {
			return boundStyles.over(int64(len(x.formats)), int64(x.lim.Styles), "", 0)
		}
		f := x.formats[x.styles[id]]
		f.Look = look
		x.styles[id] = uint16(len(x.formats))
		x.formats = append(x.formats, f)
	}
	x.looks.styles = nil
	return nil
}

// beginText begins the text of a cell, in the look of its style.
func (x *xmlReader) beginText() {
	look := x.formats[x.style].Look
	x.looks.runs.begin(pageLook{struck: look.Struck, tiny: look.Unseen, ground: look.Ground})
}
