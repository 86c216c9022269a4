# The portal's image: one for the web server, the work process and the operator's commands.
FROM node:24-slim AS look
WORKDIR /portal
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tools/build_fonts.mjs tools/
COPY site/static site/static
RUN npm run build

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production PYTHONPATH=/portal:/portal/site VAR_DIR=/var/lib/integrationsnetz
WORKDIR /portal
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
RUN useradd --system --home-dir $VAR_DIR --create-home integrationsnetz
COPY . .
COPY --from=look /portal/site/static/build site/static/build
USER integrationsnetz
VOLUME /var/lib/integrationsnetz
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", "--access-logfile", "-"]
