# The app as production runs it: `docker build -t imagine .` What is copied here is all that it needs.
# With a root file system that nobody writes to: docker run --read-only --tmpfs /tmp --init -v imagine-data:/data --env-file .env imagine
FROM node:24.21.0-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:24.21.0-slim
ENV NODE_ENV=production PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json manifest.yml THIRD-PARTY-NOTICES.md ./
COPY migrations ./migrations
COPY src ./src
# for the PostgreSQL of our own, which runs where DATABASE_URL is not set
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "./src/node-version.js", "--max-semi-space-size=4", "src/start.ts"]
