# One image for web, worker and beat; docker-compose.yml chooses the command.
FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=steunpunt.settings.production
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 steunpunt
WORKDIR /srv/steunpunt
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN mkdir -p var staticfiles \
    && DJANGO_SETTINGS_MODULE=steunpunt.settings.dev python manage.py build_static \
    && SECRET_KEY=build ALLOWED_HOSTS=build REDIS_URL=redis://build EMAIL_URL=smtp://build \
       DATABASE_URL=postgres://build python manage.py collectstatic --noinput \
    && chown -R steunpunt:steunpunt var staticfiles
USER steunpunt
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "steunpunt.wsgi:application"]
