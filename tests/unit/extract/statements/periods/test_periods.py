"""Which period governs which figure: what is carried on, what ends, and what only compares."""

from __future__ import annotations

import pytest

from report_etl import extract_text
from tests.statements import figures, read

RELEASE = "2026年一季度某省粮食购销情况"


def periods(text: str, title: str | None = None, published: str | None = None) -> list[str | None]:
    found = read(text, title=title, published=published)
    records = sorted([*found.percentages, *found.quantities], key=lambda record: record.provenance.start)
    return [record.period for record in records]


def test_a_release_on_one_period_gives_it_to_its_sentences() -> None:
    text = "一季度，收购粮食500万吨，同比增长3.0%。销售粮食400万吨。3月末，库存粮食900万吨。"
    assert periods(text, RELEASE) == ["2026-Q1", "2026-Q1", "2026-Q1", "2026-03"]


def test_a_part_of_a_year_that_compares_governs_nothing() -> None:
    text = "一季度，产值为30亿元，比上年四季度环比增长1.2%。分行业看，甲业产值为20亿元。"
    assert periods(text, RELEASE) == ["2026-Q1"] * 3
    assert read(text, title=RELEASE).percentages[0].base == "上年四季度"
    text = "产值为30亿元，同比下降5.2%（降幅比1—2月份收窄1.3个百分点）。其中甲业产值为20亿元。"
    assert periods(text, RELEASE) == ["2026-Q1"] * 4


def test_a_part_behind_the_whole_ends_with_its_sentence() -> None:
    text = "一季度，粮价同比上涨0.9%。其中，3月份粮价同比上涨1.0%。菜价同比下降0.6%。"
    assert periods(text, RELEASE) == ["2026-Q1", "2026-03", "2026-Q1"]


def test_growth_hands_the_period_on_to_further_paragraphs() -> None:
    texts = ("2023年，甲省进出口300亿元。", "从方式看，一般贸易进出口200亿元，增长2.0%。", "出口100亿元。")
    assert [r.period for r in figures(*texts)] == ["2023"] * 4


def test_the_year_a_change_begins_with_is_no_second_period_of_the_paragraph() -> None:
    texts = ("2024年销量为25万吨，占比由2021年的38%升至55%。", "全年出口37万吨。")
    assert figures(*texts)[-1].period == "2024"


def test_what_is_part_of_a_forecast_is_one() -> None:
    found = figures(
        "到2030年底，风电装机要达到2亿千瓦。其中，海上风电装机要达到3000万千瓦。光伏装机1亿千瓦。"
    )
    assert [(r.period, r.forecast) for r in found] == [("2030", True), ("2030", True), (None, False)]


def test_by_then_is_the_end_of_the_time_last_named() -> None:
    found = figures("预计2024年到2030年甲产品年均增长13%，届时市场规模将达到12亿元。届时乙产品占比为四成。")
    assert [r.period for r in found][1:] == ["2030", "2030"]
    assert "period" in found[-1].inherited


def test_years_to_come_have_no_period_and_are_forecasts() -> None:
    found = figures("2024年营收为10亿元。公司计划在三至五年内投资30亿元。未来五年，建设1000家门店。")
    assert [(r.period, r.forecast) for r in found] == [("2024", False), (None, True), (None, True)]


def test_last_year_is_not_the_year_carried() -> None:
    text = "2023年前三季度，甲国召回汽车120万辆。而去年全年，甲国召回汽车110万辆。"
    assert periods(text) == ["2023-01/2023-09", None]
    assert periods(text, published="2023-11-02") == ["2023-01/2023-09", "2022"]


def test_the_same_time_of_last_year_is_that_of_its_figure_only() -> None:
    text = "2026年一季度公司净利润为-1亿元，去年同期为盈利2亿元；扣非净利润为-2亿元。"
    assert periods(text) == ["2026-Q1", "2025-Q1", "2026-Q1"]


@pytest.mark.parametrize("words", ["将于2026年上半年交付", "预计于2026年上半年投用"])
def test_a_date_may_follow_its_figure(words: str) -> None:
    assert periods(f"该机型2025年4月取得证书，首批20架{words}。") == ["2026-H1"]


def test_general_trade_is_not_in_general() -> None:
    assert periods("2023年，进出口300亿元。从方式看，一般贸易进出口200亿元。") == ["2023", "2023"]
    assert periods("2023年，营收300亿元。一般为20亿元。") == ["2023", None]


def test_a_list_runs_over_the_months_or_quarters_of_its_span() -> None:
    months = "2020年7-10月出口额分别为25、26、27和28亿美元。"
    assert periods(months) == ["2020-07", "2020-08", "2020-09", "2020-10"]
    assert periods("2020年前三季度出口额分别为25、26和28亿美元。") == ["2020-Q1", "2020-Q2", "2020-Q3"]


def test_a_level_compared_with_has_its_own_date() -> None:
    text = "2020年一季度周转天数为54天，环比2019年四季度的46天上升8天。"
    assert periods(text) == ["2020-Q1", "2019-Q4", "2020-Q1"]


def test_a_span_of_levels_ends_where_another_time_begins() -> None:
    text = "投入从2010年的9亿元增长到2020年的15亿元，复合增长率为2%，预计2020-2025年投入以4%的速度增长。"
    assert periods(text) == ["2010", "2020", "2010/2020", "2020/2025"]


def test_a_plan_made_in_the_past_does_not_leave_one_period_of_several() -> None:
    first = "2024年产值为9亿元。甲市2022年投入3亿元。乙市2023年9月拟投资8亿元。"
    assert figures(first, "分地区看，甲市占四成。")[-1].period is None


def test_a_year_to_come_is_not_the_year_of_what_follows() -> None:
    found = figures("2024年产值为9亿元。", "到2030年，甲业将实现产值20亿元。", "全年出口3亿元。")
    assert [r.period for r in found] == ["2024", "2030", "2024"]


def test_the_day_of_a_count_does_not_govern_what_another_year_began() -> None:
    text = "2019年粮食产量达900亿斤。商业发展较快，截至2020年6月，门店达到300家。市场占有率为37%。"
    assert periods(text) == ["2019", "2020-06", None]
    assert periods(text.replace("市场", "其中，县城")) == ["2019", "2020-06", "2020-06"]
    assert periods(text.replace("2020年6月", "2019年底")) == ["2019"] * 3
    assert periods(text.replace("商业发展较快，", "")) == ["2019", "2020-06", None]


def test_a_mean_of_years_runs_over_them() -> None:
    text = "2021年产值为12亿元，同比增长8.0%，两年平均增长5.1%。"
    assert periods(text) == ["2021", "2021", "2019/2021"]


def test_what_will_be_once_something_stands_has_no_period() -> None:
    found = figures("2023年5月31日，总投资2亿元的基地落户乙区，项目建成达产后年产值可达3亿元。")
    assert [(r.period, r.forecast) for r in found] == [("2023-05-31", False), (None, True)]
    assert not figures("项目于2022年建成投产后，年产能达到3万吨。")[0].forecast


def test_a_frame_tells_how_growth_is_compared() -> None:
    found = figures("2024年产值增长5.0%。从环比看，四季度产值增长1.6%。")
    assert [r.measure for r in found] == ["产值", "产值环比"]


def test_the_three_sectors_are_three_names_in_order() -> None:
    found = figures("2024年产值为3亿元。三次产业增加值占GDP比重分别为6.8%、36.5%、56.7%。")[1:]
    assert [(r.subject, r.period) for r in found] == [
        ("第一产业", "2024"),
        ("第二产业", "2024"),
        ("第三产业", "2024"),
    ]


def test_a_compound_rate_over_a_number_of_years_begins_so_many_years_ago() -> None:
    text = "2019年规模为100亿元，2021年为95亿元，2024年突破150亿元，五年复合增长率为8.4%。"
    assert periods(text)[-1] == "2019/2024"
    assert periods(text.replace("五年", "年"))[-1] == "2024"


def test_a_part_of_what_is_and_what_will_be_is_of_what_is() -> None:
    found = figures("2024年规模约150亿元，到2030年将超过300亿元。其中，华东占比40%。")
    assert (found[-1].period, found[-1].forecast) == ("2024", False)


def test_a_clause_about_a_founding_dates_nothing() -> None:
    assert periods("甲公司成立于2008年，2020年在科创板上市，拥有员工1.2万人。") == [None]
    assert periods("2024年上市公司营收3亿元。") == ["2024"]


def test_a_level_of_another_time_has_the_date_it_is_called_by() -> None:
    text = "2024年12月末均价为7.5万元/吨，较2022年11月的高点60万元/吨下跌87%。库存约12万吨。"
    assert periods(text) == ["2024-12", "2022-11", "2024-12", "2024-12"]


def test_a_season_is_no_list_of_years() -> None:
    text = "2024-2025冰雪季，接待游客4.3亿人次，收入6300亿元，同比分别增长10%和12%。"
    assert periods(text) == ["2024/2025"] * 4


def test_when_a_stage_is_built_dates_nothing_but_that() -> None:
    found = figures("一期投资20亿元，预计2026年投产；二期投资30亿元，计划2028年建成。")
    assert [r.period for r in found] == [None, None]
    assert figures("预计2026年投产，届时年产值将达3亿元。")[0].period == "2026"


def test_a_plan_for_a_year_or_for_some_years_is_a_forecast() -> None:
    found = figures("公司计划2025年新增门店500家。目标是三年内营收达到100亿元。")
    assert [(r.period, r.forecast) for r in found] == [("2025", True), (None, True)]


def test_one_dated_clause_among_undated_ones_is_not_the_period_of_its_paragraph() -> None:
    first = "甲省装机量超过15000台，自动化率达到92%；某公司2026年上半年销量达到590台。"
    assert figures(first, "家电企业超过80家，自动化率达到88%。")[-1].period is None


def test_a_fiscal_year_is_no_year_of_the_calendar() -> None:
    found = figures("2027财年公司收入112亿美元，2026年9月末员工8万人。", "指数9月下跌4.4%。")
    assert [r.period for r in found] == ["2027", "2026-09", "2026-09"]


def test_the_day_of_news_is_of_no_year_told_of_before() -> None:
    texts = ("2019年，市场规模约为5.8亿美元。", "7月24日，甲产品均价为20万元/吨。")
    assert [r.period for r in figures(*texts)] == ["2019", None]


def test_what_is_done_ends_a_forecast_and_its_year() -> None:
    found = figures("预计2030年渗透率升至50%以上；某公司产品已应用于100个国家，累计销量突破60万台。")
    assert [(r.period, r.forecast) for r in found] == [("2030", True), (None, False), (None, False)]


def test_a_span_of_levels_is_that_of_their_measure_only() -> None:
    found = figures("保有量从2018年约3万架增至2025年约30万架，农药用量减少30%以上。")
    assert found[-1].period == "2025"


def test_the_future_without_a_year_has_no_period() -> None:
    found = figures("2014年产值年增长率30%左右，未来将保持年均20%以上的增长速度。")
    assert [(r.period, r.forecast) for r in found] == [("2014", False), (None, True)]


def test_a_list_that_corresponds_has_the_years_of_the_list_before() -> None:
    found = figures("预计2023-2025年归母净利润分别为5/6/7亿元。对应EPS分别为1.36/1.59/1.84元。")[3:]
    assert [(r.period, r.forecast) for r in found] == [("2023", True), ("2024", True), ("2025", True)]


def test_a_change_since_a_date_is_no_level_of_it() -> None:
    text = "2021年上半年，甲/乙门店分别为250/2024家、较2020年末分别-7/+45家。"
    assert periods(text) == ["2021-H1"] * 4


def test_a_date_in_brackets_ends_the_year_of_the_part_before() -> None:
    assert periods("第三批2017年发布；第四批（2022年12月发布）共有技术35项。") == [None]


def test_the_day_of_an_event_ends_with_its_sentence() -> None:
    text = "2023年5月31日，总投资2亿元的基地落户乙区。乙区先后引进项目10个。"
    assert periods(text) == ["2023-05-31", None]
    assert periods("截至2023年5月31日，门店达到300家。员工5000人。") == ["2023-05-31"] * 2


def test_from_a_month_to_december_is_one_year() -> None:
    text = "2024年12月末指数为3012点；均价由1月的160元/公斤降至12月的92元/公斤。"
    assert periods(text) == ["2024-12", "2024-01", "2024-12"]


def test_a_part_of_a_year_in_the_news_is_the_last_that_was_over() -> None:
    def of(day: str, part: str) -> str | None:
        return extract_text(f"造纸业运行\n{day}\n{part}，全国纸张产量为347万吨。").quantities[0].period

    assert of("2018年10月26日", "1—9月") == "2018-01/2018-09"
    assert of("2018年4月26日", "下半年") == "2017-H2"
    assert of("2018年9月26日", "9月") is None
    assert of("2018年10月26日", "每年6月") is None


@pytest.mark.parametrize(
    "words",
    [
        "收入符合我们的预期，同比增长30%。",
        "产销规模高于市场预期，营收同比增长30%。",
        "公司聚焦“做强主业”目标，营收同比增长30%。",
        "前三季度完成投资12亿元，完成全年目标的95%。",
    ],
)
def test_what_figures_are_measured_by_is_no_outlook(words: str) -> None:
    assert {r.forecast for r in figures(words)} == {False}
    assert {r.forecast for r in figures("公司预期收入为5亿元。")} == {True}


def test_the_distance_from_what_was_expected_is_refused() -> None:
    found = read("2024年净利润比市场一致预期低5%。")
    assert (found.percentages, len(found.rejects)) == ((), 1)


@pytest.mark.parametrize(
    ("text", "measure", "period"),
    [
        ("2021年，甲市营业收入两年平均增长5.2%。", "营业收入两年平均", "2019/2021"),
        ("甲市营业收入同比增长9%，两年平均增长5.2%。", "营业收入两年平均", None),
        ("2024年甲省总产量十年增长1.3倍。", "总产量十年增长", "2024"),
    ],
)
def test_a_change_over_years_says_so(text: str, measure: str, period: str | None) -> None:
    last = figures(text)[-1]
    assert (last.measure, last.period) == (measure, period)


def test_the_level_that_a_change_starts_from_is_of_no_time_told() -> None:
    found = figures("2024年末总资产为20亿元；贷款余额从7亿元增长至9亿元。")
    assert [r.period for r in found] == ["2024", None, "2024"]


def test_the_day_of_a_count_stands_against_years_of_its_own_paragraph_only() -> None:
    before = "2024年甲市产值为5亿元。"
    counted = "从分布看，截至2025年9月末，全国共有甲企业800家。广东甲企业数量为90家。"
    assert [r.period for r in figures(before, counted)] == ["2024", "2025-09", "2025-09"]


def test_two_named_by_a_number_share_the_period_of_the_sentence_before() -> None:
    found = figures("2024年甲产品销量为5万吨，乙产品销量为3万吨。两者增速分别为19%和13%。")
    assert [r.period for r in found] == ["2024"] * 4


def test_next_year_is_no_year_told_of_and_cuts_no_name() -> None:
    (share,) = read("2024年甲业务占比为4%，公司明年初占比升至10%。").percentages[1:]
    assert (share.subject, share.period) == ("公司", None)


def test_a_sentence_after_a_year_and_a_quarter_may_be_about_either() -> None:
    found = figures("2024年甲公司收入5亿元。2025年一季度甲公司收入2亿元。乙产品占比为三成。")
    assert [r.period for r in found] == ["2024", "2025-Q1", None]
    found = figures("2024年甲公司收入5亿元。四季度甲公司收入2亿元。乙产品占比为三成。")
    assert found[-1].period is None
    found = figures("2024年某省进出口43亿元。12月当月，进出口4亿元，增长6%。民营企业进出口24亿元。")
    assert [r.period for r in found] == ["2024", "2024-12", "2024-12", None]
    found = figures("2024年四季度甲公司收入2亿元。2024年甲公司收入5亿元。乙产品占比为三成。")
    assert found[-1].period == "2024"


@pytest.mark.parametrize("words", ["将利率下调0.5个百分点至3%", "将利率提升至3%"])
def test_to_turn_something_is_no_outlook(words: str) -> None:
    assert {r.forecast for r in figures(f"2024年甲行{words}。")} == {False}


def test_a_year_looked_back_to_is_that_of_its_figure_only() -> None:
    text = "2024年某市建桩60座，其中快充桩40座，占比66.7%，而2020年这一比例仅20.2%，提高46.5个百分点。"
    after = "全年新建慢充桩20座。"
    assert periods(text + after) == ["2024", "2024", "2024", "2020", "2020/2024", "2024"]


def test_a_part_of_a_year_is_not_of_the_year_only_compared_with() -> None:
    text = "2024年某湖游客5万人次，较2020年的3万人次增长66%。全年收入为200万元。"
    assert periods(text)[-1] == "2024"


def test_three_names_are_not_the_quarters_of_the_period_before_them() -> None:
    text = "2025年前三季度，水泵、阀门、管件三类项目的收入占比分别为46%、33%和21%。"
    assert [(r.subject, r.measure, r.period) for r in read(text).percentages] == [
        (name, "收入占比", "2025-01/2025-09") for name in ("水泵", "阀门", "管件")
    ]


def test_firms_ranked_by_name_are_those_of_the_next_list() -> None:
    text = "2024年锅炉出货量为300台。出货量前三名依次为东岭重工、亿为动力和南河锅炉，"
    text += "市场份额分别为28.6%、13.9%和11.2%。"
    assert [r.subject for r in read(text).percentages] == ["东岭重工", "亿为动力", "南河锅炉"]


@pytest.mark.parametrize("dash", "-—～–")
def test_some_months_without_a_year_are_read_with_any_dash(dash: str) -> None:
    assert periods(f"1{dash}5月，产值为3亿元。", "2019年工业运行情况") == ["2019-01/2019-05"]


def test_a_report_on_a_period_that_ends_on_a_day_is_on_those_months() -> None:
    found = figures("截至2024年6月30日止六个月，本集团收入为3亿元。", "期内，毛利率由31%升至33%。")
    assert [r.period for r in found] == ["2024-H1", "2023-H1", "2024-H1"]
    found = figures("截至2024年3月31日止年度，收入为3亿元，毛利率由31%升至33%。")
    assert [r.period for r in found] == ["2023-04/2024-03", "2022-04/2023-03", "2023-04/2024-03"]


def test_the_title_of_an_annual_report_tells_what_its_period_is() -> None:
    text = "报告期内，公司实现收入3亿元。年内新增门店20家。工期内停产，三年内建成5座。"
    assert periods(text, "某公司2023年年度报告")[:2] == ["2023", "2023"]
    assert periods(text)[:2] == [None, None]


def test_the_years_of_a_prospectus_are_those_it_names_beside_the_word() -> None:
    text = "报告期各期，营业收入分别为3亿元、4亿元和5亿元，2021年至2023年复合增长率为20%。"
    assert periods(text) == ["2021", "2022", "2023", "2021/2023"]
    text = "报告期内（2022年、2023年及2024年上半年），毛利率分别为22%、23%和24%。"
    assert periods(text) == ["2022", "2023", "2024-H1"]
    text = "报告期各期，营业收入分别为3亿元、4亿元和5亿元。2010年至2012年销量为5万台。"
    assert periods(text)[:3] == [None] * 3


def test_the_level_before_a_change_on_the_year_before_is_of_that_year() -> None:
    text = "2023年，甲产品均价为22元，较上年下降2元，低价款占比由19.4%升至34.7%。"
    assert periods(text) == ["2023", "2023", "2022", "2023"]
    text = "2023年一季度销量同比增长9%，市占率从13%升至19%。"
    assert periods(text) == ["2023-Q1", "2022-Q1", "2023-Q1"]
    assert read(text).percentages[1].inherited.count("period") == 1
    text = "2023年一季度销量同比增长9%，环比下降2%，市占率从13%升至19%。"
    assert periods(text)[2:] == [None, "2023-Q1"]


def test_a_level_called_by_the_month_or_quarter_before_is_of_that() -> None:
    text = "2023年1月，甲品开工率为41%，高于上月的38%，低于去年同期的45%。"
    assert periods(text) == ["2023-01", "2022-12", "2022-01"]
    assert periods("2023年二季度毛利率为41%，上季度为38%，同比上升2个百分点。") == [
        "2023-Q2",
        "2023-Q1",
        "2023-Q2",
    ]
    assert periods("2023年二季度毛利率为41%，上年末为38%。")[1] == "2022"


def test_the_season_before_is_of_two_years() -> None:
    assert periods("2023-2024榨季，全国产糖996万吨，较上一榨季的897万吨增长11.0%。") == [
        "2023/2024",
        "2022/2023",
        "2023/2024",
    ]


def test_the_month_before_counts_from_the_day_of_publication() -> None:
    assert periods("上月，甲品产量为3万吨。", published="2024-01-15") == ["2023-12"]
    assert periods("2022年产量为9万吨。上月，甲品产量为3万吨。") == ["2022", None]


def test_a_part_told_in_between_ends_where_its_sentence_goes_on_about_the_whole() -> None:
    text = "2024年前三季度水泥产量9万吨，Q3产量3万吨，创新高；水泥销量8万吨。每吨售价498元。"
    assert periods(text) == ["2024-01/2024-09", "2024-Q3", "2024-01/2024-09", "2024-01/2024-09"]
    text = "2024年收入9亿元；四季度收入3亿元，增长4%；利润1亿元。"
    assert periods(text) == ["2024", "2024-Q4", "2024-Q4", "2024-Q4"]


def test_a_cause_dates_nothing_but_itself() -> None:
    text = "2024年前三季度布匹产量57万吨，主要是二季度装置检修所致，毛利率为14%。"
    assert periods(text) == ["2024-01/2024-09"] * 2
    assert periods("受2020年停产影响，2021年收入为3亿元。") == ["2021"]


def test_the_same_month_is_the_one_named() -> None:
    assert periods("2024年12月，当月进出口4万亿元，增速提升至6.8%。") == ["2024-12"] * 2
    assert periods("2024年，当月进出口4万亿元。") == [None]


def test_blanks_may_stand_in_a_month_without_a_year() -> None:
    found = figures("2025年上半年收入38亿元。", "截至 6 月末，存货为7亿元。")
    assert [r.period for r in found] == ["2025-H1", "2025-06"]


def test_a_part_of_a_year_is_of_the_only_year_that_the_text_names_it_with() -> None:
    found = figures("上半年甲市优良天数比例为57%。", "2016年1—6月，乙市优良天数比例为60%。")
    assert [r.period for r in found] == ["2016-H1", "2016-01/2016-06"]
    found = figures("上半年甲市比例为57%。", "2016年上半年，乙市比例为60%，2015年上半年为58%。")
    assert found[0].period is None
    found = figures("上半年甲市比例为57%，较2015年上半年高2个百分点。")
    assert found[0].period is None


def test_the_year_of_writing_is_the_one_that_a_part_of_this_year_is_also_named_with() -> None:
    texts = (
        "2024年第一季度，某国游客大增。",
        "今年头5个月接待游客3万人次。",
        "今年第一季度，乙国接待2万人次。",
    )
    assert [r.period for r in figures(*texts)] == ["2024-01/2024-05", "2024-Q1"]
    assert [r.period for r in figures(*texts[:2])] == [None]


def test_times_that_a_list_is_compared_with_govern_nothing() -> None:
    text = "2011年1-5月产值增长30%，较1-2月、1-3月、1-4月分别下降1.8、1.4和0.4个百分点。投资增长36%。"
    assert periods(text) == ["2011-01/2011-05"] * 5


def test_a_time_that_something_goes_on_from_governs_nothing() -> None:
    found = read("今年以来，甲业保持去年的良好势头。1-5月，产值2万亿元。", published="2011-07-18")
    assert [r.period for r in found.quantities] == ["2011-01/2011-05"]


def test_an_earlier_cause_is_left_a_later_one_goes_on() -> None:
    assert periods("2024年甲品产量3万吨。由于2023年基数较高，乙品产量下降4%。") == ["2024", "2024"]
    assert periods("2023年甲品产量3万吨。由于2024年需求回暖，乙品产量增长4%。") == ["2023", "2024"]


def test_the_year_of_a_plan_is_not_when_it_is_fulfilled() -> None:
    text = "2023年，规模为300亿元。1—8月，销量同比增长12%，完成全年销售计划的55%。"
    assert periods(text) == ["2023", "2023-01/2023-08", "2023-01/2023-08"]
    assert periods("完成2024年度计划的60%。") == ["2024"]


def test_what_something_is_the_lowest_since_dates_nothing() -> None:
    text = "甲基金持有量跌到2008年危机以来的最低水平，为704吨。自6月以来，流出9.8吨。"
    assert periods(text) == [None, None]
    assert periods("2023年出口3亿元，创2010年危机以来新高。上半年出口2亿元。") == ["2023", "2023-H1"]


def test_a_label_before_a_colon_dates_the_figure_behind_it() -> None:
    text = "2025年上半年，毛利率为21.3%（上年同期：23.2%；2024年：22.5%）。"
    assert periods(text) == ["2025-H1", "2024-H1", "2024"]
    assert periods("2025年上半年，毛利率为21.3%（2024年同期：23.2%）。") == ["2025-H1", "2024-H1"]


def test_what_a_clause_tells_of_the_year_before_is_of_that() -> None:
    text = "2025年一季度净利润为2亿元，上年同期为净亏损1亿元，而去年同期仅为5亿元，同比上升3%。"
    assert periods(text) == ["2025-Q1", "2024-Q1", "2024-Q1", "2025-Q1"]


def test_on_the_last_day_of_a_month_something_is_counted() -> None:
    text = "于2025年6月30日，在管面积1.4亿平方米。第三方面积占比达58.9%。期内新增项目87个。"
    assert periods(text) == ["2025-06-30", "2025-06-30", None]
    assert periods("2025年6月3日，甲公司投资3亿元。第三方占比达58.9%。")[-1] is None


def test_the_day_on_which_something_is_told_is_not_its_period_but_dates_the_text() -> None:
    (count, before) = figures("本报甲市2024年6月5日电 今年前5个月，小麦收购3万吨。去年，小麦收购9万吨。")
    assert (count.subject, count.period, before.period) == ("小麦", "2024-01/2024-05", "2023")
    assert periods("2024年6月5日，甲局发布数据显示，甲市产值同比增长5.3%。") == [None]
    assert periods("2024年6月5日，甲局发布数据显示，5月份甲市物价上涨3%。") == ["2024-05"]
    assert figures("某社甲市1月17日电（记者王某）2024年货物出口3万吨。")[0].subject == "货物"


def test_an_outlook_without_a_time_is_not_of_what_was_told_before() -> None:
    text = "2023年公司营收3亿元。本次拟投入8亿元。预计产品占比将达到40%。"
    assert periods(text) == ["2023", None, None]
    assert periods("2023年公司营收3亿元，预计产品占比将达到40%。") == ["2023", "2023"]


def test_a_year_looked_back_to_at_the_end_is_not_gone_on_about() -> None:
    assert periods("2024年渗透率为65%，2023年仅为39%。甲品占比为25%。") == ["2024", "2023", "2024"]


def test_the_year_that_a_share_starts_from_is_not_that_of_all_of_it() -> None:
    text = "2024年产量5万吨，占比由2020年的31%升至34%。出口方面，全年出口额为4亿美元。"
    assert periods(text) == ["2024", "2020", "2024", "2024"]


def test_the_years_of_a_mean_change_govern_nothing_behind_it() -> None:
    text = "2030年供暖面积将达22亿平方米，2024—2030年年均增长7.5%，替代煤炭超过5000万吨。"
    assert periods(text) == ["2030", "2024/2030", "2030"]


def test_a_span_over_years_parts_its_two_levels_whatever_stands_between() -> None:
    text = "2022年至2025年上半年，海外收入占总收入的比例从16.4%显著提升至79.0%。"
    assert periods(text) == ["2022", "2025-H1"]


def test_a_sentence_that_only_names_a_period_introduces_the_next() -> None:
    found = figures("2025年全年，甲公司收入53亿元。进入2026年一季度，业绩承压。甲公司收入13亿元。")
    assert [r.period for r in found] == ["2025", "2026-Q1"]


def test_a_part_of_a_year_before_another_year_of_its_paragraph_is_not_of_the_year_carried() -> None:
    texts = ("2014年末，甲国外债为5亿美元。", "二季度，贸易顺差3亿美元。2015年上半年，贸易顺差4亿美元。")
    assert [r.period for r in figures(*texts)] == ["2014", None, "2015-H1"]
    texts = ("2014年末，甲国外债为5亿美元。", "二季度，贸易顺差3亿美元。")
    assert [r.period for r in figures(*texts)] == ["2014", "2014-Q2"]


def test_an_open_span_and_another_year_leave_no_period_to_the_next_paragraph() -> None:
    found = figures("2026年至今占比已达65%，2023年时仅39%。", "某品牌占比为25%。")
    assert found[-1].period is None


def test_changes_of_a_list_that_nobody_names_are_still_of_their_time() -> None:
    found = figures("2023年7月销量为3万吨。部分城市批发价格回落，环比分别下降3.7%、0.3%。")
    assert [r.period for r in found] == ["2023-07"] * 3
    found = figures("2023年7月销量为3万吨。某费率分别为3.7%、0.3%。")
    assert [r.period for r in found] == ["2023-07", None, None]


def test_a_report_on_a_day_of_trade_is_on_the_first_day_it_prints() -> None:
    texts = ("2024年9月12日，某地指数回落。截至收盘，甲指跌0.3%。", "贵金属板块大涨3.4%。")
    found = [read(text, title="9月12日收评").percentages[0].period for text in texts[:1]]
    assert found == ["2024-09-12"]
    assert [r.period for r in figures(*texts)] == [None, None]


def test_a_span_of_years_without_a_date_ends_with_its_sentence() -> None:
    text = "2023年末甲市人口为500万人，十年间增长12%。城镇化率为70%，较2010年提高15个百分点。"
    assert periods(text) == ["2023", None, "2023", "2023"]


def test_the_whole_of_the_year_before_is_that_of_its_figure_only() -> None:
    text = "2024年第一季度，净息差为1.6%，上年全年为1.7%，较年初下降10个基点。"
    assert periods(text) == ["2024-Q1", "2023", "2024-Q1"]


def test_a_part_of_a_year_that_a_change_starts_from_is_of_its_level_only() -> None:
    found = figures("2021年一季度产值为3亿元。", "到了前三季度，失业率从上半年的4.2%升至4.3%。")
    assert [r.period for r in found][1:] == ["2021-H1", "2021-01/2021-09"]


def test_the_day_of_data_that_are_published() -> None:
    """What is counted on a day has it; what is only told or begins then does not."""
    assert (
        read("某部发布了2023年10月1日的人口数据。全市常住人口合计131万人。").quantities[0].period
        == "2023-10-01"
    )
    assert read("某厂发布2023年5月1日起的新价目表。手机均价为3000元。").quantities[0].period is None


def test_these_years() -> None:
    """这三年 are those last listed, for every list of the sentence."""
    told = read("2022年和2023年，某厂产量分别增长5%和7%。这两年销量分别增长3%和4%至20万辆和21万辆。")
    assert [q.period for q in told.quantities] == ["2022", "2023"]
