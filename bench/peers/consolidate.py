"""What an office would otherwise have: reads every return with pandas, makes a handful of checks, writes one sheet.

It reads the same figures, checks that they are numbers, not negative, that the cumulative is no less than this period's and that rates
do not exceed one, and writes one consolidated sheet and a list of problems. No recognition, no history, no PDF, no annotated returns.
"""
import glob
import os
import sys

import pandas

folder, target = sys.argv[1], sys.argv[2]
values, problems = [], []


def number(unit, code, name, text):
    try:
        return float(text)
    except (TypeError, ValueError):
        problems.append((unit, code, name, str(text)))
        return None


for path in sorted(glob.glob(folder + "/*.xlsx")):
    unit = os.path.basename(path).split("_")[0]
    sheets = pandas.read_excel(path, sheet_name=["计数", "比率"], header=2)
    for row in sheets["计数"].to_dict("records"):
        this = number(unit, row["编码"], "本期完成", row["本期完成"])
        total = number(unit, row["编码"], "本年累计", row["本年累计"])
        if this is not None and total is not None and (this < 0 or total < this):
            problems.append((unit, row["编码"], "本年累计", f"{this} {total}"))
        values.append((unit, row["编码"], row["指标"], this, total))
    for row in sheets["比率"].to_dict("records"):
        top = number(unit, row["编码"], "分子", row["分子"])
        bottom = number(unit, row["编码"], "分母", row["分母"])
        if top is not None and bottom is not None and top > bottom:
            problems.append((unit, row["编码"], "分子", f"{top} {bottom}"))
        values.append((unit, row["编码"], row["指标"], top, bottom))

frame = pandas.DataFrame(values, columns=["单位", "编码", "指标", "本期", "累计"])
with pandas.ExcelWriter(target) as out:
    frame.groupby(["编码", "指标"], as_index=False)[["本期", "累计"]].sum().to_excel(out, sheet_name="汇总", index=False)
    frame.to_excel(out, sheet_name="台账", index=False)
    pandas.DataFrame(problems, columns=["单位", "编码", "栏目", "内容"]).to_excel(out, sheet_name="问题", index=False)
print(len(values), len(problems))
