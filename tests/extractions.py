"""An invented report as an `Extraction`, with at least one record of every kind."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from report_etl.models import Layout
from report_etl.records import (
    BoxRecord,
    Coverage,
    DocumentInfo,
    Extraction,
    Finding,
    Heading,
    Percentage,
    Policy,
    Price,
    Provenance,
    Quantity,
    RegionCount,
    Reject,
    Repair,
    ReportInfo,
    Source,
    Table,
    TableTotal,
    Unclaimed,
    ValueChainLink,
)

SHA256 = "5f" * 32


def provenance(start: int = 0, end: int = 4, rule: str = "ruled_table/policies") -> Provenance:
    """A place on page 2, with one box."""
    box = BoxRecord(page=2, x0=72.00000000000001, top=100.5, x1=180.25, bottom=112.0)
    return Provenance(
        page=2, start=start, end=end, boxes=[box], rule=rule, rule_version="c0ffee", confidence=0.98
    )


def sample_extraction(sha256: str = SHA256, file_name: str = "储能.pdf", **changes: Any) -> Extraction:
    """A small report on energy storage; `changes` replace whole keys."""
    here = provenance()
    extraction = Extraction(
        document=DocumentInfo(
            sha256=sha256,
            file_name=file_name,
            media_type="application/pdf",
            page_count=3,
            character_count=2048,
        ),
        report=ReportInfo(
            title="中国新型储能行业观察（2025-2030）",
            publisher="示例研究院",
            industry="新型储能",
            forecast_start=2025,
            forecast_end=2030,
            published="2025-04",
            prices=[Price(edition="电子版", amount=Decimal("4200.50"), currency="CNY")],
            phones=["010-00000000"],
        ),
        policies=[
            Policy(
                issued="2024-03",
                issuers=["国家能源局", "财政部"],
                issuer_count=5,
                issuers_text="国家能源局、财政部等五部门",
                title="关于示例的通知",
                content="推动“示例”发展，\n支持试点。",
                provenance=here,
            ),
            Policy(
                issued=None,
                issuers=[],
                issuer_count=None,
                issuers_text=None,
                title="示例方案",
                content=None,
                region="浙江",
                region_code="330000",
                provenance=provenance(10, 14),
            ),
        ],
        region_counts=[
            RegionCount(
                region="北京",
                region_code="110000",
                count=9,
                unit="座",
                measure="电站数量",
                as_of="2024-12-31",
                share=Decimal("31.10"),
                rank=1,
                provenance=here,
            ),
            RegionCount(
                region="其他",
                region_code=None,
                count=Decimal("100.0"),
                unit="座",
                measure="电站数量",
                as_of=None,
                provenance=here,
            ),
        ],
        table_totals=[
            TableTotal(caption="电站分布", measure="电站数量", value=Decimal("29"), provenance=here)
        ],
        percentages=[
            Percentage(
                subject="北京",
                measure="电站数量占比",
                value=Decimal("31.10"),
                kind="share",
                base="全国电站",
                period="2024-H2",
                text="31.10%",
                statement="北京占31.10%。",
                provenance=here,
            ),
            Percentage(
                subject=None,
                measure="装机增速",
                value=None,
                low=Decimal("9"),
                high=Decimal("12.5"),
                kind="growth",
                direction="up",
                period="2025/2030",
                qualifier="about",
                forecast=True,
                inherited=["measure"],
                text="9%-12.5%",
                statement=None,
                provenance=here,
            ),
        ],
        quantities=[
            Quantity(
                subject="我国",
                measure="投资额",
                value=Decimal("123456789012345678901234.10"),
                unit="CNY",
                currency="CNY",
                kind="money",
                period="2024-Q3",
                text="…元",
                statement="…",
                provenance=here,
            ),
        ],
        value_chain=[ValueChainLink(stage="上游", field="电芯", description=None, provenance=here)],
        tables=[
            Table(
                caption=None,
                kind="unknown",
                layout=Layout.RULED,
                header=["年份", "值"],
                rows=[["2024", ""], ["2025", "7"]],
                provenance=here,
            )
        ],
        headings=[Heading(level=1, number="一", title="概况", provenance=here)],
        sources=[Source(text="公开资料", refers_to="电站分布", provenance=here)],
        rejects=[
            Reject(
                record_kind="policies",
                reason="two readings",
                raw="2024年 示例",
                readings=["2024 | 示例", "2024年 | 示例"],
                provenance=provenance(20, 28, "flattened_table/policies"),
            )
        ],
        findings=[
            Finding(
                check="share_of_total",
                status="consistent",
                severity="info",
                message="9 of 29 is 31.03 %",
                values=["9", "29", "31.10"],
                provenance=[here, provenance(30, 35)],
            ),
            Finding(
                check="sum_of_parts",
                status="inconsistent",
                severity="error",
                message="9 + 100.0 is not 29",
                values=["9", "100.0", "29"],
                suggestion="109",
            ),
        ],
        repairs=[
            Repair(rule="bracket_mismatch", before="》", after="）", certain=True, provenance=provenance())
        ],
        coverage=Coverage(
            lines=40,
            lines_claimed=36,
            lines_noise=3,
            numerals=30,
            numerals_claimed=29,
            unclaimed=[Unclaimed(text="第3页共9页", provenance=here)],
        ),
    )
    return extraction.model_copy(update=changes)
