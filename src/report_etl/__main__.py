"""`python -m report_etl`: the command line, for those whose PATH does not hold `report-etl`."""

from report_etl.cli import main

if __name__ == "__main__":
    main(prog_name="python -m report_etl")
