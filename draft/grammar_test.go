package draft

import (
	"fmt"
	"strings"
	"testing"
)

// describe writes the targets of a sentence in one line.
func describe(list []*target) string {
	var out []string
	for _, t := range list {
		s := fmt.Sprintf("%s %s %s %s", t.kind, t.comparator, t.value, t.measure)
		if t.baseline != nil {
			s += " (" + t.baseline.String()
			if t.derived {
				s += " derived"
			}
			s += ")"
		}
		if t.doubts["目标值"] != "" {
			s += " ?"
		}
		if t.whole != nil {
			sign := " of "
			if t.sums {
				sign = " =of "
			}
			s += sign + t.whole.value.String()
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// TestExamples holds every construction to its example.
func TestExamples(t *testing.T) {
	for _, r := range append(constructions, bounds...) {
		if got := describe(first(r.example)); got != r.result {
			t.Errorf("%s\n%s\n got %s\nwant %s", r.name, r.example, got, r.result)
		}
	}
	for _, w := range wordings {
		if got := describe(first(w.example)); got != w.result {
			t.Errorf("%s\n got %s\nwant %s", w.example, got, w.result)
		}
	}
	for _, n := range notTargets {
		if got := describe(first(n.example)); got != "" {
			t.Errorf("%s: %s is read as %s", n.why, n.example, got)
		}
	}
}

func first(sentence string) []*target {
	list, _ := readSentence(strings.TrimSuffix(sentence, "。"), 2024)
	return list
}

func TestSentences(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"举办专场招聘会1000场次以上", "count >= 1000 场次"},
		{"招募甲项目4400人、乙计划650人", "count >= 4400 人; count >= 650 人"},
		{"开发实习岗位1.2万个，募集见习岗位5000个", "count >= 12000 个; count >= 5000 个"},
		{"增加学位500个，其中幼儿园42个，中小学458个", "count >= 500 个; count >= 42 个 =of 500; count >= 458 个 =of 500"},
		{"新(改)建服务设施110个(具备助餐功能45个)、8个老饭桌", "count >= 110 个; count >= 45 个 of 110; count >= 8 个"},
		{"改造甲类和新建乙类管网分别为30公里和180公里", "count >= 30 公里; count >= 180 公里"},
		{"甲、乙对象救助标准月人均分别为95元和30元", "standard = 95 元/人/月; standard = 30 元/人/月"},
		{"护理补贴标准每人每月分别由25元、15元提高到40元、27元", "standard = 40 元/人/月 (25); standard = 27 元/人/月 (15)"},
		{"签约经费从每年10元/人提高到13元/人", "standard = 13 元/人/年 (10)"},
		{"补贴标准由每人每年4.5万元提高到每人每年5.5万元", "standard = 55000 元/人/年 (45000)"},
		{"月最低工资标准一类区提高到2050元/月、二类区提高到1900元/月", "standard = 2050 元/月; standard = 1900 元/月"},
		{"小时最低工资标准一类区提高到20元、二类区提高到18元", "standard = 20 元/小时; standard = 18 元/小时"},
		{"保教人员月平均工资不低于当地月最低工资标准的2倍", "relation >= 2 倍"},
		{"每孩每月发放不少于200元的育儿补贴金，直至孩子3周岁", "standard >= 200 元/孩/月"},
		{"城镇登记失业率控制在4.5%以内", "rate <= 4.5 %"},
		{"公租房入住率持续保持在90%以上", "rate >= 90 %"},
		{"为65岁以上老年人体检，规范管理率达到75%", "rate >= 75 %"},
		{"为1.5万名残疾人提供辅具适配服务", "count >= 15000 人"},
		{"安全检查(含年检)3万台次、审验驾驶员1万人次、培训4500人(次)", "count >= 30000 台次; count >= 10000 人次; count >= 4500 人次"},
		{"建设一所特殊教育学校，打造三个示范街区", "count >= 1 所; count >= 3 个"},
		{"新增绿地1万2千平方米", "count >= 12000 平方米"},
		{"完成造林1,250.5亩", "count >= 1250.5 亩"},
		{"合格率达到百分之九十五以上", "rate >= 95 %"},
		{"发放创业担保贷款5亿元以上", "count >= 500000000 元"},
		{"总投资3.2亿元，整治河道12公里", "count >= 12 公里"},
		{"2023年已建成20个，2024年再建30个", "count >= 30 个"},
		{"推进一刻钟便民生活圈、“一站式”服务和一批重点项目", ""},
		{"落实“2·1”机制，对第2批名单开展核查", ""},
		{"日处理能力达到3万吨/日", "count >= 30000 吨/日"},
		{"对符合条件的城乡患病妇女每人补助1万元", "standard = 10000 元/人"},
		{"特困人员供养标准提高至低保标准的1.3倍", "relation >= 1.3 倍"},
		{"完成500个自然村生活污水治理，保障10.5万农村居民饮水安全", "count >= 500 个; count >= 105000 人"},
		{"优良天数达到320天以上，PM2.5平均浓度下降到30微克/立方米以下", "count >= 320 天; count <= 30 微克/立方米"},
		{"建设10个生活圈，每个生活圈配置不少于3处便民设施", "count >= 10 个"},
		{"门诊统筹年度支付限额由300元提高到500元", "standard = 500 元/人 (300)"},
		{"护理型床位占比≥60%，每千名老人拥有养老床位35张", "rate >= 60 %; count >= 35 张"},
		{"建成50个服务中心，每个补助100万元", "count >= 50 个"},
		{"新增墓穴10000穴，新增通自来水人口120万", "count >= 10000 穴; count >= 1200000 人"},
		{"学前三年毛入园率达91.5%，较上年提高1个百分点", "rate >= 91.5 % (90.5 derived)"},
		{"农村危桥改造3-5座", "count >= 3 座 ?"},
		{"基础养老金由每人每月120元提高到不低于140元", "standard >= 140 元/人/月 (120)"},
	} {
		if got := describe(first(c.text)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
