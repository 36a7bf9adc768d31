package importer

import (
	"regexp"

	"huibao"
	"huibao/internal/sheet"
)

// shareTail is what people write behind a figure of what was done: 完成3126户，完成率78.15%.
var shareTail = regexp.MustCompile(`^([^%]*?\d[^%\d]*)[，,；;、（(]\s*(?:完成率|完成比例|占比|占[^\d%，,]{0,8}|完成[^\d%，,]{0,6}(?:目标|任务|计划)的?)[为达:：]?\s*(\d+(?:\.\d+)?)[%％][)）。]?$`)

// withoutShare parts the share of the target behind the figure of a count from it, in a table of the
// unit's own; it is remarked as a typed one, to which the figure is held (check).
func (t table) withoutShare(v *huibao.Value, cell sheet.Cell, row *huibao.FormRow, out *huibao.ReturnRow) sheet.Cell {
	if cell.Type != sheet.Text || row.Kind != huibao.KindCount || v.Field != huibao.FieldCumulative || !t.isOwn() || len(cell.Raw) > maxNumberText {
		return cell
	}
	if g := shareTail.FindStringSubmatch(cell.Raw); g != nil {
		cell.Raw = g[1]
		out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkTypedRate, Text: g[2] + "%", Place: v.Source.Place()})
	}
	return cell
}
