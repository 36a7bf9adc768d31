package importer_test

import (
	"slices"
	"strings"
	"testing"

	"huibao"
	"huibao/importer"
)

// ordinary are letters with which clerks send their returns off, each on a line, and say nothing against a figure.
const ordinary = `各位领导好，附件是我县6月民生实事报表，请查收。如有问题请随时联系我，电话0955-4012345。
市政府督查室：现将我局2024年6月份民生实事任务进展情况报上，请审阅。
王科长，表填好了，已经分管领导签字，扫描件一并发您。
老师您好，6月报表见附件，数据已与各股室核对，请查收，收到请回复，谢谢！
李主任：按照《关于报送2024年民生实事进展情况的通知》要求，我局高度重视，安排专人负责，对各项数据逐一核对，现报送如下，请审示。
附件1是报表，附件2是盖章扫描件，附件3是佐证照片。照片较大，如收不到请告知，我再分两次发。
上午那封邮件附件没带上，这封是完整的，不好意思。
您好，因单位搬家网络不通，报表晚了一天，请谅解。
更正一下联系人：我已调走，以后报表由张红联系，电话13995551234。
领导好，按您电话里的意见，把3.1的说明补充了，数没有动，重新报一份。
6月报表已按模板填报，公式和格式均未改动，自检栏没有提示，请查收。
请问下个月的报表模板什么时候下发？本月的见附件。
现报上6月份报表。本月重点推进了老旧小区改造和残疾人家庭无障碍改造，下一步将加快进度，确保年底前全部完成。
您好！本表已由局长审签，纸质版下周一送到督查室。
报表密码为123456，打开后请启用编辑。谢谢。
各项指标均按6月25日的台账统计，与部门系统一致，请审核。
因本县没有27.5任务，该行未填，其余均已填写。
这次发的是word和excel两个版本，内容相同，以excel为准。
张老师：昨天您电话问的完成率偏低的原因，已写在说明栏里了，主要是雨天多，施工慢。
麻烦帮忙看看格式对不对，不对我马上改，数已经核过了。
已通过政务OA同步报送，邮箱这份作备份，两份一样。
现将我局6月民生实事统计表报来，5月的表前期已报。
孙姐，报表盖好章了，扫描件有点歪，能看清就行吧？
按市局6月18日培训要求填报，培训时讲的几个指标的口径都照着做了。
海原县6月份民生实事进展情况报告及报表各一份，请查阅。
本月上报的数据已经县长办公会审议通过，现正式行文上报。
收到请回复，并请将我县加入微信工作群，方便今后联系。
祝工作顺利！报表在附件，共6张表，都填了。
贵室6月20日来函收悉，现将报表及整改情况一并报送，提出的三处问题均已改正。
值班室转办的报表已填，经办人刘芳，审核人马军，请收阅。`

// open are letters that doubt the figures that they bring.
const open = `乡镇的数没收齐，先按上月的数估了一个报上来，后面再改。
报表先报上，局长出差还没审，等他回来签了再以签字版为准。
数据是照着去年的表估的，没有核对过，领导催得紧先报上。
系统这两天打不开，数是凭印象填的，等系统好了再核。
这份是初稿，数字还会变，请先不要汇总。
有两个乡的数还没报来，表里没有算，报来后再补。`

// TestOrdinaryLetters asks of nothing that goes with a return and says nothing against it, and of each that does.
func TestOrdinaryLetters(t *testing.T) {
	plan := samplePlan(t)
	unit := plan.UnitByName("海原县").Code
	form := plan.Form(unit, nil)
	for letters, want := range map[string]bool{ordinary: false, open: true} {
		for letter := range strings.Lines(letters) {
			ret := &huibao.Return{Unit: unit, Period: form.Period, Rows: []huibao.ReturnRow{{Code: form.Rows[0].Code, Kind: form.Rows[0].Kind, Sheet: "计数"}}}
			importer.Mailed(ret, importer.Known{Plan: plan, Period: form.Period, Form: func(string) *huibao.Form { return form }}, "海原县6月报表", letter)
			asked := slices.ContainsFunc(ret.Remarks, func(m huibao.Remark) bool {
				return m.Kind == huibao.RemarkMailed && !strings.Contains(m.Text, "\n")
			})
			if asked != want {
				t.Errorf("%s: asked %v: %v", strings.TrimSpace(letter), asked, ret.Remarks)
			}
		}
	}
}
