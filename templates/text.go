package templates

import "embed"

//go:embed text/*.tmpl
var texts embed.FS

// TextNames are the official texts that are made from templates.
func TextNames() []string { return []string{"通报", "专报", "公示", "更正", "反馈"} }

// Text is the template (text/template) of an official text, as huibao brings it.
func Text(name string) (string, error) {
	data, err := texts.ReadFile("text/" + name + ".tmpl")
	return string(data), err
}
