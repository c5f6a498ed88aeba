FROM python:3.13-slim

# Pictures of pages need a Chinese font.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-wqy-zenhei \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/report-etl
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY src src
COPY flows flows
COPY schemas schemas
RUN pip install --no-cache-dir --constraint constraints.txt '.[parquet,xlsx]'

CMD ["report-etl", "watch"]
