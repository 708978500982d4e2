// The store. Nobody has a password: the app signs in with a token of its identity, and administers its own server.

@description('Required. Region.')
param location string

@description('Required. Tags.')
param tags object

@description('Required. Name of the server.')
@minLength(3)
@maxLength(63)
param serverName string

@description('Required. Name of the identity that the function app runs as; it is the name of its role in the database too.')
param identityName string

@description('Required. Object id of that identity.')
param principalId string

@description('Required. Days that a backup is kept.')
param backupRetentionDays int

var databaseName = 'dossierstroom'

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: serverName
  location: location
  tags: tags
  sku: {
    name: 'Standard_B2s'
    tier: 'Burstable'
  }
  properties: {
    version: '16'
    authConfig: {
      activeDirectoryAuth: 'Enabled'
      passwordAuth: 'Disabled'
      tenantId: tenant().tenantId
    }
    backup: {
      backupRetentionDays: backupRetentionDays
      geoRedundantBackup: 'Disabled'
    }
    storage: {
      autoGrow: 'Enabled'
      storageSizeGB: 32
    }
  }

  resource database 'databases' = {
    name: databaseName
    properties: {
      charset: 'UTF8'
    }
  }

  resource administrator 'administrators' = {
    name: principalId
    properties: {
      principalName: identityName
      principalType: 'ServicePrincipal'
      tenantId: tenant().tenantId
    }
    dependsOn: [database]
  }

  // From addresses within Azure only. An app on this plan without a network of its own has no address that is known beforehand.
  resource fromAzure 'firewallRules' = {
    name: 'from-azure'
    properties: {
      startIpAddress: '0.0.0.0'
      endIpAddress: '0.0.0.0'
    }
    dependsOn: [administrator]
  }
}

output databaseUrl string = 'postgresql+pg8000://${identityName}@${server.properties.fullyQualifiedDomainName}/${databaseName}'
